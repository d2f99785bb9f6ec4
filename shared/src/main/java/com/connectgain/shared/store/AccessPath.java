package com.connectgain.shared.store;

/** The ways to find rows of one table and tenant. Each is one partition of one index: cost follows what is read. */
public sealed interface AccessPath {

    /** By key order: creation order, for rows whose id we made. The strongest read. */
    record Whole() implements AccessPath {}

    /** By {@code created_at}. */
    record Created() implements AccessPath {}

    /** By the table's activity column; rows without one come last, as SQL's ascending order has its nulls. */
    record Active() implements AccessPath {}

    /** Rows whose indexed column equals {@code value}, by {@code created_at}. */
    record Equal(String column, String value) implements AccessPath {}

    /** Rows of a partitioned table that share the partition column, by {@code created_at}. */
    record Partition(String value) implements AccessPath {}

    /** Rows whose array column holds {@code value}. */
    record Posted(String column, String value) implements AccessPath {}
}
