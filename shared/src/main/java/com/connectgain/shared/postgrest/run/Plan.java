package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.store.Slice;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.function.Predicate;

/**
 * How the candidates of one level are found. Whatever the plan, every candidate is checked against the whole filter, so
 * a plan may find too many rows, never too few.
 */
sealed interface Plan {

    /** What the plan costs compared with others; the lowest wins. See {@link Planner} for the order. */
    int rank();

    /** Rows by their primary key. */
    record Keys(List<JsonNode> values) implements Plan {
        @Override
        public int rank() {
            return 0;
        }
    }

    /** The row that holds a unique value. */
    record Claimed(String constraint, com.fasterxml.jackson.databind.node.ObjectNode values) implements Plan {
        @Override
        public int rank() {
            return 1;
        }
    }

    /**
     * Stretches of access paths, one after the other.
     *
     * @param order the column that the rows come in the order of, or null
     * @param descending the direction of that order
     */
    record Paths(List<Slice> slices, String order, boolean descending, int rank) implements Plan {}

    /** Rows whose folded search text passes. */
    record Text(Predicate<String> matches) implements Plan {
        @Override
        public int rank() {
            return Planner.TEXT;
        }
    }

    /** Rows that any of the plans finds. */
    record Union(List<Plan> plans) implements Plan {
        @Override
        public int rank() {
            return plans.stream().mapToInt(Plan::rank).max().orElse(0);
        }
    }

    /** No row can satisfy the filter. */
    record Nothing() implements Plan {
        @Override
        public int rank() {
            return -1;
        }
    }
}
