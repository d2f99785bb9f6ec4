package com.connectgain.shared.records;

import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * What a table does by itself when its rows are written. A trigger changes further columns of the row at hand, and
 * further rows through the {@link Transaction}; it runs again when another writer came between.
 */
public interface Trigger {

    /** Fills in what a writer may leave out of a new row, before types, NOT NULL and checks are looked at. */
    default void fill(Writing writing, ObjectNode sent) {}

    /** Sets what tells whose row it is, before the rules of access are looked at. */
    default void claim(Writing writing, ObjectNode row) {}

    /** A new row, complete and checked; may still set columns that only the server writes. */
    default void inserting(Transaction transaction, ObjectNode row) {}

    /** A changed row; may set further columns of {@code after}. */
    default void updating(Transaction transaction, Row before, ObjectNode after) {}

    /** A row that goes by itself, not with the row it belongs to. */
    default void deleting(Transaction transaction, Row row) {}

    /** Whether the trigger makes room for a new holder of this constraint, so that a lost race is run again. */
    default boolean settles(String constraint) {
        return false;
    }
}
