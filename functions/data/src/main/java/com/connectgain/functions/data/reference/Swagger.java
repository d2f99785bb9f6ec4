package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The tables as PostgREST describes them in Swagger 2.0: definitions with its formats, defaults and key notes. */
final class Swagger {

    private Swagger() {}

    static ObjectNode definition(Served served, Table table) {
        ObjectNode definition = Json.object();
        if (!table.doc().isEmpty()) {
            definition.put("description", table.doc());
        }
        ArrayNode required = Json.array();
        ObjectNode properties = Json.object();
        for (Column column : served.columns(table)) {
            if (column.isRequired()) {
                required.add(column.name());
            }
            properties.set(column.name(), property(served, table, column));
        }
        if (!required.isEmpty()) {
            definition.set("required", required);
        }
        definition.set("properties", properties);
        return definition.put("type", "object");
    }

    private static ObjectNode property(Served served, Table table, Column column) {
        ObjectNode property = Json.object();
        String description = description(served, table, column);
        if (!description.isEmpty()) {
            property.put("description", description);
        }
        JsonNode byDefault = defaultOf(column);
        if (byDefault != null) {
            property.set("default", byDefault);
        }
        property.put("format", format(column.type()));
        String type = type(column.type());
        if (type != null) {
            property.put("type", type);
        }
        if (column.type().array()) {
            ObjectNode items = property.putObject("items");
            String itemType = type(column.type().element());
            if (itemType != null) {
                items.put("type", itemType);
            }
        }
        column.maxLength().ifPresent(length -> property.put("maxLength", length));
        if (!column.values().isEmpty() && !column.type().array()) {
            ArrayNode values = property.putArray("enum");
            column.values().forEach(values::add);
        }
        return property;
    }

    /** The notes by which clients find keys; their wording is PostgREST's. */
    private static String description(Served served, Table table, Column column) {
        StringBuilder note = new StringBuilder();
        if (table.primaryKey().contains(column.name())) {
            note.append("\nThis is a Primary Key.<pk/>");
        }
        served.target(table, column).ifPresent(key -> {
            String target = key.target().name();
            String targetColumn = key.targetColumns().getFirst();
            note.append("\nThis is a Foreign Key to `")
                    .append(target)
                    .append('.')
                    .append(targetColumn)
                    .append("`.");
            note.append("<fk table='")
                    .append(target)
                    .append("' column='")
                    .append(targetColumn)
                    .append("'/>");
        });
        if (note.isEmpty()) {
            return column.doc();
        }
        String text = "Note:" + note;
        return column.doc().isEmpty() ? text : column.doc() + "\n\n" + text;
    }

    /** Null where PostgREST prints no type: a JSON document may be anything. */
    static String type(Type type) {
        if (type.array()) {
            return "array";
        }
        return switch (type.kind()) {
            case SMALLINT, INTEGER, BIGINT -> "integer";
            case NUMERIC, REAL, DOUBLE -> "number";
            case BOOLEAN -> "boolean";
            case JSON, JSONB -> null;
            case UUID, TEXT, VARCHAR, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, INTERVAL, BYTEA -> "string";
        };
    }

    static String format(Type type) {
        if (type.array()) {
            return type.sqlName();
        }
        return switch (type.kind()) {
            case SMALLINT, INTEGER -> "int32";
            case BIGINT -> "int64";
            default -> type.sqlName();
        };
    }

    /** As the database would print it; defaults of arrays and documents are left out, as PostgREST leaves them out. */
    private static JsonNode defaultOf(Column column) {
        return switch (column.defaultValue().orElse(null)) {
            case null -> null;
            case Default.Literal(var value) ->
                value.isContainerNode() || column.type().isJson() ? null : value;
            case Default.Now() -> Json.nodes().textNode("now()");
            case Default.Today() -> Json.nodes().textNode("CURRENT_DATE");
            case Default.NewId() -> Json.nodes().textNode("gen_random_uuid()");
            case Default.CurrentUser() -> Json.nodes().textNode("auth.uid()");
            case Default.Serial serial -> null;
        };
    }
}
