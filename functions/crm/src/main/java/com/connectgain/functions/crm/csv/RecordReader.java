package com.connectgain.functions.crm.csv;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;

/**
 * Splits a file into records after RFC 4180, by bytes: UTF-8 never hides a quote or a line end in another letter. It
 * only finds where records end, which the library that takes them apart does not tell; that makes a file resumable.
 *
 * <p>A quote that is never closed would swallow the rest of the file: beyond {@link #LONGEST} such a record ends at the
 * end of its own line.
 */
public final class RecordReader {

    /** More than the columns of any row hold together. */
    public static final int LONGEST = 256 * 1024;

    private static final int FEWEST_READ = 8 * 1024;

    private final InputStream in;
    private final char delimiter;
    private byte[] buffer = new byte[64 * 1024];
    private int start;
    private int limit;
    private long offset;
    private boolean ended;

    /** @param offset where in the file {@code in} begins: at the start of a record */
    public RecordReader(InputStream in, long offset, char delimiter) {
        this.in = in;
        this.offset = offset;
        this.delimiter = delimiter;
    }

    /** The next record; blank lines are records too. */
    public Optional<RawRecord> next() {
        if (!has(0)) {
            return Optional.empty();
        }
        boolean quoted = false;
        boolean cellStarts = true;
        int firstLineEnd = -1;
        int length = 0;
        while (has(length)) {
            byte one = buffer[start + length];
            boolean lineEnd = one == '\n' || one == '\r';
            if (lineEnd && !quoted) {
                return Optional.of(take(length, false));
            }
            if (lineEnd && firstLineEnd < 0) {
                firstLineEnd = length;
            }
            if (one == '"' && quoted && has(length + 1) && buffer[start + length + 1] == '"') {
                length++;
            } else if (one == '"' && (quoted || cellStarts)) {
                quoted = !quoted;
            }
            cellStarts = !quoted && one == delimiter;
            length++;
            if (length >= LONGEST) {
                return Optional.of(firstLineEnd < 0 ? tooLong(length) : take(firstLineEnd, true));
            }
        }
        return Optional.of(quoted && firstLineEnd >= 0 ? take(firstLineEnd, true) : take(length, quoted));
    }

    /** A record, and its line end. */
    private RawRecord take(int length, boolean unclosed) {
        byte[] bytes = Arrays.copyOfRange(buffer, start, start + length);
        int whole = length;
        if (has(whole)) {
            boolean carriage = buffer[start + whole] == '\r';
            whole++;
            if (carriage && has(whole) && buffer[start + whole] == '\n') {
                whole++;
            }
        }
        skip(whole);
        return new RawRecord(bytes, offset, unclosed);
    }

    /** One line without an end: what does not fit is passed over. */
    private RawRecord tooLong(int length) {
        byte[] bytes = Arrays.copyOfRange(buffer, start, start + length);
        skip(length);
        while (has(0) && buffer[start] != '\n' && buffer[start] != '\r') {
            skip(1);
        }
        take(0, true);
        return new RawRecord(bytes, offset, true);
    }

    private void skip(int length) {
        start += length;
        offset += length;
    }

    /** Whether there is a byte {@code ahead} of the record's first. */
    private boolean has(int ahead) {
        while (start + ahead >= limit && !ended) {
            fill();
        }
        return start + ahead < limit;
    }

    private void fill() {
        if (buffer.length - limit < FEWEST_READ) {
            int kept = limit - start;
            byte[] target = kept > buffer.length / 2 ? new byte[buffer.length * 2] : buffer;
            System.arraycopy(buffer, start, target, 0, kept);
            buffer = target;
            start = 0;
            limit = kept;
        }
        try {
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                ended = true;
            } else {
                limit += read;
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
