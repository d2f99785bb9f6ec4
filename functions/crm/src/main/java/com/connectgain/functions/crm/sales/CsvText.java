package com.connectgain.functions.crm.sales;

/** Rows in the form of RFC 4180. */
final class CsvText {

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final StringBuilder text = new StringBuilder();

    void row(String... cells) {
        for (int i = 0; i < cells.length; i++) {
            text.append(i == 0 ? "" : ",").append(quoted(harmless(cells[i] == null ? "" : cells[i])));
        }
        text.append("\r\n");
    }

    /**
     * Titles and names come from strangers, and a spreadsheet runs what looks like a formula: an apostrophe makes it
     * text.
     */
    private static String harmless(String cell) {
        return !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        boolean plain = cell.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? cell : "\"" + cell.replace("\"", "\"\"") + "\"";
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
