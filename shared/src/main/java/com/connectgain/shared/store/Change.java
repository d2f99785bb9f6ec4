package com.connectgain.shared.store;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One row change of a transaction. */
public sealed interface Change {

    /** The row must not exist. */
    record Insert(Row row) implements Change {}

    /** The row must be as it was read. */
    record Update(Row before, ObjectNode after) implements Change {}

    /** The row must be as it was read. */
    record Delete(Row row) implements Change {}

    /** The row must exist in the version that was read, and stays as it is. */
    record Keep(Row row) implements Change {}
}
