package com.connectgain.shared.csv;

/**
 * Cells that begin as formulas do, which a spreadsheet would run. An apostrophe in front makes them text, telephone
 * numbers among them; an import takes it off again.
 */
public final class Formulas {

    private static final String TRIGGERS = "=+-@\t\r";
    private static final char ESCAPE = '\'';

    private Formulas() {}

    public static String neutralised(String cell) {
        return isFormula(unescaped(cell)) ? ESCAPE + cell : cell;
    }

    /** What {@link #neutralised} was given. */
    public static String restored(String cell) {
        boolean escaped = !cell.isEmpty() && cell.charAt(0) == ESCAPE && isFormula(unescaped(cell));
        return escaped ? cell.substring(1) : cell;
    }

    /** Without the apostrophes in front, so that one that somebody wrote is not taken for one of ours. */
    private static String unescaped(String cell) {
        int first = 0;
        while (first < cell.length() && cell.charAt(first) == ESCAPE) {
            first++;
        }
        return cell.substring(first);
    }

    /** Spreadsheets pass over blanks in front. */
    private static boolean isFormula(String cell) {
        int first = 0;
        while (first < cell.length() && (cell.charAt(first) == ' ' || cell.charAt(first) == '\n')) {
            first++;
        }
        return first < cell.length() && TRIGGERS.indexOf(cell.charAt(first)) >= 0;
    }
}
