package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.csv.Cells;
import com.connectgain.functions.crm.csv.RawRecord;
import com.connectgain.functions.crm.csv.RecordReader;
import com.connectgain.shared.csv.Formulas;
import com.connectgain.shared.http.Problem;
import java.util.List;
import java.util.Optional;

/**
 * What the first line of a file tells: its columns, and what separates them.
 *
 * @param end where the rows begin
 */
record FileHead(Layout layout, char delimiter, long end) {

    private static final byte[] UTF_8_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};
    private static final String DELIMITERS = ",;\t|";
    private static final int LOOKED_AT = 4;

    static FileHead read(ImportKind kind, Source source, Options options) {
        byte[] start = source.read(0, LOOKED_AT);
        refuseOtherFormats(start);
        int mark = startsWith(start, UTF_8_MARK) ? UTF_8_MARK.length : 0;
        RecordReader records = new RecordReader(source.from(mark), mark, ',');
        RawRecord line = firstLine(records);
        char delimiter = delimiter(line.bytes());
        List<String> header;
        try {
            header = new Cells(delimiter)
                    .of(line).stream().map(Formulas::restored).toList();
        } catch (Cells.BadRecord bad) {
            throw Problem.badRequest("The header row cannot be read: " + bad.getMessage());
        }
        return new FileHead(Layout.of(kind, header, options.mapping()), delimiter, line.end());
    }

    private static RawRecord firstLine(RecordReader records) {
        Optional<RawRecord> line = records.next();
        while (line.isPresent() && line.get().isBlank()) {
            line = records.next();
        }
        return line.orElseThrow(() -> Problem.badRequest("The CSV is empty"));
    }

    private static void refuseOtherFormats(byte[] start) {
        if (startsWith(start, new byte[] {'P', 'K', 3, 4})
                || startsWith(start, new byte[] {(byte) 0xD0, (byte) 0xCF})) {
            throw Problem.badRequest("The file is no CSV but a workbook; save it as CSV UTF-8");
        }
        boolean wide = startsWith(start, new byte[] {(byte) 0xFF, (byte) 0xFE})
                || startsWith(start, new byte[] {(byte) 0xFE, (byte) 0xFF})
                || start.length > 1 && (start[0] == 0 || start[1] == 0);
        if (wide) {
            throw Problem.badRequest("The file is not UTF-8; save it as CSV UTF-8");
        }
    }

    private static boolean startsWith(byte[] bytes, byte[] mark) {
        return bytes.length >= mark.length && java.util.Arrays.equals(bytes, 0, mark.length, mark, 0, mark.length);
    }

    /** Spreadsheets take what their language has for it: whichever stands most often outside of quotes. */
    private static char delimiter(byte[] header) {
        int[] counts = new int[DELIMITERS.length()];
        boolean quoted = false;
        for (byte one : header) {
            quoted ^= one == '"';
            int index = quoted ? -1 : DELIMITERS.indexOf(one);
            if (index >= 0) {
                counts[index]++;
            }
        }
        int most = 0;
        for (int i = 1; i < counts.length; i++) {
            most = counts[i] > counts[most] ? i : most;
        }
        return DELIMITERS.charAt(most);
    }
}
