package com.connectgain.shared.store;

/** Where a row lives in its physical table. */
public record RowKey(String partition, String sort) {

    // Both are written out because a record's own make their code when they first run, which takes 10 ms of a start.

    @Override
    public boolean equals(Object other) {
        return other instanceof RowKey key && partition.equals(key.partition) && sort.equals(key.sort);
    }

    @Override
    public int hashCode() {
        return 31 * partition.hashCode() + sort.hashCode();
    }
}
