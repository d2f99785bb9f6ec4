package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the candidates of one level are found. Whatever the plan, every candidate is checked against the whole filter, so
 * a plan may find too many rows, never too few.
 */
sealed interface Plan {

    /** What the plan costs compared with others; the lowest wins. See {@link Planner} for the order. */
    int rank();

    /** What an explanation calls the plan: names of columns and constraints, never a value. */
    String name();

    /** Rows by their primary key. */
    record Keys(List<JsonNode> values) implements Plan {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public String name() {
            return "primary key";
        }
    }

    /** The row that holds a unique value. */
    record Claimed(String constraint, ObjectNode values) implements Plan {
        @Override
        public int rank() {
            return 1;
        }

        @Override
        public String name() {
            return "unique " + constraint;
        }
    }

    /**
     * Stretches of access paths, one after the other.
     *
     * @param order the column that the rows come in the order of, or null
     * @param descending the direction of that order
     * @param covers whether a row on the path satisfies the whole filter, unless it has changed since the index saw it
     */
    record Paths(List<Slice> slices, String order, boolean descending, int rank, boolean covers) implements Plan {
        @Override
        public String name() {
            return slices.isEmpty() ? "nothing" : name(slices.getFirst().path());
        }

        private static String name(AccessPath path) {
            return switch (path) {
                case AccessPath.Whole() -> "whole table";
                case AccessPath.Created() -> "created timeline";
                case AccessPath.Active() -> "activity timeline";
                case AccessPath.Partition(var value) -> "partition";
                case AccessPath.Equal(var column, var value) -> "equality of " + column;
                case AccessPath.Posted(var column, var value) -> "elements of " + column;
            };
        }
    }

    /** Rows whose folded search text passes. */
    record Text(Predicate<String> matches) implements Plan {
        @Override
        public int rank() {
            return Planner.TEXT;
        }

        @Override
        public String name() {
            return "search text";
        }
    }

    /** Rows whose keys an index has already told. */
    record Found(List<RowKey> keys, String name) implements Plan {
        @Override
        public int rank() {
            return Planner.EQUAL;
        }
    }

    /**
     * A filter whose selectivity is not known, against an order that has a path: the keys tell. Few are read and
     * sorted; of many, the first in order are soon found.
     */
    record Probed(Plan narrow, Paths ordered) implements Plan {
        @Override
        public int rank() {
            return narrow.rank();
        }

        @Override
        public String name() {
            return narrow.name() + ", or " + ordered.name();
        }
    }

    /** Rows that any of the plans finds. */
    record Union(List<Plan> plans) implements Plan {
        @Override
        public int rank() {
            return plans.stream().mapToInt(Plan::rank).max().orElse(0);
        }

        @Override
        public String name() {
            return plans.stream().map(Plan::name).distinct().collect(Collectors.joining(" + "));
        }
    }

    /** No row can satisfy the filter. */
    record Nothing() implements Plan {
        @Override
        public int rank() {
            return -1;
        }

        @Override
        public String name() {
            return "nothing";
        }
    }
}
