package com.connectgain.shared.records;

import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a table does by itself when its rows are written. The changes that a trigger answers are written in the row's own
 * transaction.
 */
public interface Trigger {

    /** Fills in what a writer may leave out of a new row, before types, NOT NULL and checks are looked at. */
    default void fill(Writing writing, ObjectNode sent) {}

    /** A new row, complete and checked; may still set columns that only the server writes. */
    default List<Change> inserting(Writing writing, ObjectNode row) {
        return List.of();
    }

    /** A changed row; may set further columns of {@code after}. */
    default List<Change> updating(Writing writing, Row before, ObjectNode after) {
        return List.of();
    }
}
