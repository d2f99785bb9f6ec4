package com.connectgain.functions.crm.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/** Takes records apart. */
public final class Cells {

    private final CsvReader.CsvReaderBuilder library;

    public Cells(char delimiter) {
        library = CsvReader.builder().fieldSeparator(delimiter).skipEmptyLines(false);
    }

    /** A record that cannot be read; the message is for whoever made the file. */
    public static final class BadRecord extends Exception {

        private BadRecord(String message) {
            super(message, null, false, false);
        }
    }

    public List<String> of(RawRecord raw) throws BadRecord {
        if (raw.unclosed()) {
            throw new BadRecord("A quote is opened and not closed");
        }
        try {
            return library.ofSingleCsvRecord(raw.text()).getFields();
        } catch (CharacterCodingException notText) {
            throw new BadRecord("The row is not valid UTF-8");
        } catch (CsvParseException malformed) {
            throw new BadRecord("The row is not valid CSV: check its quotes");
        }
    }
}
