package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Table.Unique;
import java.util.List;

/** What came of a write. Refusals are values: who lost a race decides what to do about it. */
public sealed interface Outcome {

    /** Written; the rows as they are now, in the order of the changes (deleted rows as they were). */
    record Written(List<Row> rows) implements Outcome {}

    /** Another row holds the unique value. {@code holder} is where it lives. */
    record Taken(Change change, Unique unique, RowKey holder) implements Outcome {}

    /** A row with this key is there already. */
    record Exists(Change change) implements Outcome {}

    /** The row was changed or deleted since it was read. */
    record Stale(Change change) implements Outcome {}

    /** The written rows, for writers that cannot lose: anything else is a programming error. */
    default List<Row> rows() {
        if (this instanceof Written(var rows)) {
            return rows;
        }
        throw new IllegalStateException("Unexpected refusal: " + getClass().getSimpleName());
    }

    default Row row() {
        return rows().getFirst();
    }

    default boolean isWritten() {
        return this instanceof Written;
    }
}
