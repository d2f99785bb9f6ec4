package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.StringJoiner;

/** PostgreSQL's own words for what constraints refuse. */
public final class Violations {

    private Violations() {}

    public static Problem unique(Table table, String constraint, List<String> columns, ObjectNode row) {
        return Problem.of(409, "23505", "duplicate key value violates unique constraint \"" + constraint + "\"")
                .withDetails("Key " + pair(columns, row) + " already exists.");
    }

    static Problem primaryKey(Table table, ObjectNode row) {
        return unique(table, table.name() + "_pkey", table.primaryKey(), row);
    }

    static Problem missingTarget(ForeignKey key, ObjectNode row) {
        return Problem.of(
                        409,
                        "23503",
                        "insert or update on table \"" + key.table().name() + "\" violates foreign key constraint \""
                                + key.constraint() + "\"")
                .withDetails("Key " + pair(key.columns(), row) + " is not present in table \""
                        + key.target().name() + "\".");
    }

    static Problem stillReferenced(ForeignKey key, ObjectNode target) {
        return Problem.of(
                        409,
                        "23503",
                        "update or delete on table \"" + key.target().name()
                                + "\" violates foreign key constraint \"" + key.constraint() + "\" on table \""
                                + key.table().name() + "\"")
                .withDetails("Key " + pair(key.targetColumns(), target) + " is still referenced from table \""
                        + key.table().name() + "\".");
    }

    private static String pair(List<String> columns, ObjectNode row) {
        StringJoiner values = new StringJoiner(", ");
        for (String column : columns) {
            JsonNode value = row.path(column);
            values.add(value.isValueNode() ? value.asText() : value.toString());
        }
        return "(" + String.join(", ", columns) + ")=(" + values + ")";
    }
}
