package com.connectgain.system;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A row of any table, made from its declaration alone, that gives itself away wherever it is seen. */
public final class PlantedRow {

    static final String MARK = "planted-secret-";

    private PlantedRow() {}

    public static Row in(Table table, String organization) {
        String id = Ids.next();
        ObjectNode row = Json.object();
        for (Column column : table.columns()) {
            row.set(column.name(), value(column, id));
        }
        row.put("id", id);
        row.put("organization_id", organization);
        return Row.fresh(table, row);
    }

    private static JsonNode value(Column column, String id) {
        String mark = MARK + id;
        if (column.type().array()) {
            return column.type().kind() == com.connectgain.shared.catalog.Type.Kind.TEXT
                            && column.values().isEmpty()
                    ? Json.array().add(mark)
                    : Json.array();
        }
        return switch (column.type().kind()) {
            case UUID -> Json.nodes().textNode(Ids.next());
            case TEXT, VARCHAR ->
                Json.nodes()
                        .textNode(
                                column.values().isEmpty()
                                        ? mark
                                        : column.values().getFirst());
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE ->
                Json.nodes().numberNode(1);
            // The organization has a default pipeline of its own, and there is one at most.
            case BOOLEAN -> Json.nodes().booleanNode(!column.name().equals("is_default"));
            case DATE -> Json.nodes().textNode("2099-01-01");
            case TIME -> Json.nodes().textNode("10:00:00");
            case TIMESTAMP, TIMESTAMPTZ -> Json.nodes().textNode("2099-01-01T00:00:00+00:00");
            case JSON, JSONB -> Json.object().put("mark", mark);
            case INTERVAL, BYTEA -> Json.nodes().nullNode();
        };
    }
}
