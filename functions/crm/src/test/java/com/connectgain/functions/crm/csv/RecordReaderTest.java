package com.connectgain.functions.crm.csv;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecordReaderTest {

    private static final String[] CELLS = {
        "", "a", "\"", "\"\"", "a,b", "line\nbreak", "cr\r\nlf", "\r", "محمد", "a\"b", "; ", "\uD83D\uDE00", "'=1", " "
    };

    /** Hands out a few bytes at a time, as networks do. */
    private static InputStream trickle(byte[] bytes, Random random) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public synchronized int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
            }
        };
    }

    private static List<RawRecord> records(InputStream in, long offset) {
        RecordReader reader = new RecordReader(in, offset, ',');
        List<RawRecord> records = new ArrayList<>();
        for (Optional<RawRecord> next = reader.next(); next.isPresent(); next = reader.next()) {
            records.add(next.get());
        }
        return records;
    }

    /** Whatever is written, splitting and taking apart gives back what the library reads of the whole. */
    @Test
    void recordsAreThoseOfTheLibrary() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            StringWriter text = new StringWriter();
            CsvWriter writer = CsvWriter.builder()
                    .lineDelimiter(List.of(LineDelimiter.CRLF, LineDelimiter.LF, LineDelimiter.CR)
                            .get(round % 3))
                    .build(text);
            int width = 2 + random.nextInt(3);
            for (int line = 0; line < random.nextInt(6); line++) {
                List<String> cells = new ArrayList<>();
                for (int i = 0; i < width; i++) {
                    cells.add(CELLS[random.nextInt(CELLS.length)]);
                }
                writer.writeRecord(cells);
            }
            byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
            List<List<String>> expected = new ArrayList<>();
            CsvReader.builder()
                    .skipEmptyLines(false)
                    .ofCsvRecord(text.toString())
                    .forEach(one -> expected.add(one.getFields()));

            List<RawRecord> found = records(trickle(bytes, random), 0);

            List<List<String>> actual = new ArrayList<>();
            for (RawRecord record : found) {
                actual.add(new Cells(',').of(record));
            }
            assertThat(actual).as(text.toString()).isEqualTo(expected);
            resumesAfterEach(bytes, found);
        }
    }

    /** From wherever a record ends the rest is read as it was. */
    private static void resumesAfterEach(byte[] bytes, List<RawRecord> whole) {
        for (int i = 0; i < whole.size(); i++) {
            int end = (int) whole.get(i).end();
            List<RawRecord> rest = records(new ByteArrayInputStream(Arrays.copyOfRange(bytes, end, bytes.length)), end);
            assertThat(rest).hasSize(whole.size() - i - 1);
            for (int j = 0; j < rest.size(); j++) {
                assertThat(rest.get(j).bytes()).isEqualTo(whole.get(i + 1 + j).bytes());
                assertThat(rest.get(j).end()).isEqualTo(whole.get(i + 1 + j).end());
            }
        }
    }

    @Test
    void unclosedQuoteCostsItsOwnLine() throws IOException {
        String filler = "x".repeat(1_000) + "\n";
        String text = "\"open\n" + filler.repeat(RecordReader.LONGEST / 500);
        List<RawRecord> records = records(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 0);
        assertThat(records.getFirst().unclosed()).isTrue();
        assertThat(records.getFirst().text()).isEqualTo("\"open");
        assertThat(records).hasSize(1 + RecordReader.LONGEST / 500);
        assertThat(records.get(1).text()).isEqualTo(filler.strip());
    }

    @Test
    void lineWithoutAnEndIsPassedOverInBoundedMemory() {
        String text = "x".repeat(3 * RecordReader.LONGEST) + "\nnext\n";
        List<RawRecord> records = records(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 0);
        assertThat(records).hasSize(2);
        assertThat(records.getFirst().unclosed()).isTrue();
        assertThat(records.getFirst().bytes()).hasSize(RecordReader.LONGEST);
        assertThat(records.getLast().end()).isEqualTo(text.length());
    }
}
