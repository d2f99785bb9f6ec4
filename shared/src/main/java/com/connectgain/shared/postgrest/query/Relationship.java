package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * One way from a table to another, seen from {@code from}. The column lists pair up: a row of {@code to} is related
 * when its {@code toColumns} equal the {@code fromColumns}, or, with a junction, when a junction row says so.
 *
 * @param constraint the foreign key; null with a junction
 * @param junction null unless the relationship is many-to-many
 */
public record Relationship(
        Cardinality cardinality,
        String constraint,
        Table from,
        List<String> fromColumns,
        Table to,
        List<String> toColumns,
        Junction junction) {

    public enum Cardinality {
        MANY_TO_ONE("many-to-one"),
        ONE_TO_ONE("one-to-one"),
        ONE_TO_MANY("one-to-many"),
        MANY_TO_MANY("many-to-many");

        private final String words;

        Cardinality(String words) {
            this.words = words;
        }
    }

    /**
     * The join table between the two.
     *
     * @param fromColumns its columns that hold {@link Relationship#fromColumns}
     * @param toColumns its columns that hold {@link Relationship#toColumns}
     * @param keyed whether both foreign keys are in its primary key, as PostgREST demands; a unique constraint over
     *     both makes a relationship too, but one that gives way to any other
     */
    public record Junction(
            Table table,
            String fromConstraint,
            List<String> fromColumns,
            String toConstraint,
            List<String> toColumns,
            boolean keyed) {}

    public boolean isToOne() {
        return cardinality == Cardinality.MANY_TO_ONE || cardinality == Cardinality.ONE_TO_ONE;
    }

    boolean isSelf() {
        return from == to;
    }

    boolean isWeak() {
        return junction != null && !junction.keyed();
    }

    /** An entry of PGRST201's details. */
    ObjectNode description() {
        return Json.object()
                .put("cardinality", cardinality.words)
                .put("embedding", from.name() + " with " + to.name())
                .put("relationship", path());
    }

    private String path() {
        if (junction != null) {
            return junction.table().name() + " using " + junction.fromConstraint() + list(junction.fromColumns())
                    + " and " + junction.toConstraint() + list(junction.toColumns());
        }
        return constraint + " using " + from.name() + list(fromColumns) + " and " + to.name() + list(toColumns);
    }

    private static String list(List<String> columns) {
        return "(" + String.join(", ", columns) + ")";
    }

    /** How a request can single this one out. */
    String choice() {
        return "'" + to.name() + "!" + (junction != null ? junction.table().name() : constraint) + "'";
    }
}
