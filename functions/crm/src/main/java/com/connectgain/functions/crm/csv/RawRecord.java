package com.connectgain.functions.crm.csv;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One record as it stands in the file, without its line end.
 *
 * @param end where the next record begins
 * @param unclosed whether a quote was opened and never closed; the record is its line alone then
 */
public record RawRecord(byte[] bytes, long end, boolean unclosed) {

    public boolean isBlank() {
        for (byte one : bytes) {
            if (one != ' ' && one != '\t') {
                return false;
            }
        }
        return true;
    }

    String text() throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(bytes))
                .toString();
    }
}
