package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneOffset;

/** Rows that nobody sent: what the catalog says stands in a column that was left out. */
final class Defaults {

    private static final String TENANT = "organization_id";

    private Defaults() {}

    static ObjectNode complete(Table table, ObjectNode values, Writing writing) {
        ObjectNode row = Json.object();
        for (Column column : table.columns()) {
            JsonNode given = values.get(column.name());
            row.set(column.name(), given != null ? given : defaultOf(column, writing));
        }
        if (table.scope() == Table.Scope.ORGANIZATION) {
            row.put(TENANT, writing.tenant());
        }
        derive(table, row);
        return row;
    }

    static void derive(Table table, ObjectNode row) {
        for (Column column : table.columns()) {
            column.derivation().ifPresent(derive -> {
                JsonNode value = derive.apply(row);
                row.set(column.name(), value == null ? Json.nodes().nullNode() : value);
            });
        }
    }

    private static JsonNode defaultOf(Column column, Writing writing) {
        return switch (column.defaultValue().orElse(null)) {
            case null -> Json.nodes().nullNode();
            case Default.Literal(var literal) -> literal.deepCopy();
            case Default.Now() -> Json.nodes().textNode(writing.timestamp());
            case Default.Today() ->
                Json.nodes()
                        .textNode(writing.now()
                                .atZone(ZoneOffset.UTC)
                                .toLocalDate()
                                .toString());
            case Default.NewId() -> Json.nodes().textNode(writing.newId());
            case Default.Serial serial -> throw new IllegalStateException("no table of ours counts its rows");
            case Default.CurrentUser() ->
                writing.userId() == null
                        ? Json.nodes().nullNode()
                        : Json.nodes().textNode(writing.userId());
        };
    }
}
