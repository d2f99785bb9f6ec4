package com.connectgain.shared.csv;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes lines after RFC 4180 in UTF-8; every cell is safe to open in a spreadsheet. */
public final class CsvLines implements AutoCloseable {

    /** Excel takes a file without it for the system's own code page, and Arabic for noise. */
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final CsvWriter library;

    private CsvLines(CsvWriter library) {
        this.library = library;
    }

    /** A file of its own, from its first byte. */
    public static CsvLines file(OutputStream out) {
        try {
            out.write(BYTE_ORDER_MARK);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return part(out);
    }

    /** Lines that are put behind others. */
    public static CsvLines part(OutputStream out) {
        return new CsvLines(CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .bufferSize(0)
                .build(new java.io.OutputStreamWriter(out, StandardCharsets.UTF_8)));
    }

    public void line(List<String> cells) {
        library.writeRecord(cells.stream().map(Formulas::neutralised).toList());
    }

    public void flush() {
        try {
            library.flush();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            library.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
