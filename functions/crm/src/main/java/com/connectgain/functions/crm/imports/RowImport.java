package com.connectgain.functions.crm.imports;

import com.connectgain.functions.crm.ingest.Attempt;
import com.connectgain.shared.records.Writing;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Writes the rows of one kind of file, a stretch at a time. */
interface RowImport {

    /** What became of a row. */
    enum Fate {
        NEW,
        MERGED,
        SKIPPED
    }

    /** @param made how many rows of which table came to be; not those that an earlier run of the job had made */
    record Outcome(Fate fate, Map<String, Integer> made) {

        static Outcome of(Fate fate) {
            return new Outcome(fate, Map.of());
        }
    }

    /**
     * One stretch: where it belongs, and how its rows are to be treated.
     *
     * @param patience how long it may take; what is not begun by then is tried again with the whole stretch
     */
    record Stretch(Writing writing, RowIds ids, Options options, Duration patience) {}

    /** One outcome for each row, in order. Rows fail alone. */
    List<Attempt<Outcome>> write(Stretch stretch, List<SourceRow> rows);
}
