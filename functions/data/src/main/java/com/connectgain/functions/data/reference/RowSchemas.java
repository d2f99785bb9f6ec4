package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The rows of a table as JSON Schema: as they are read, as they are inserted, as they are changed. */
final class RowSchemas {

    private final Served served;

    RowSchemas(Served served) {
        this.served = served;
    }

    void addTo(ObjectNode schemas, Table table) {
        schemas.set(table.name(), row(table));
        if (Served.allows(table.access().insert())) {
            schemas.set(table.name() + "_insert", written(table, true));
        }
        if (Served.allows(table.access().update())) {
            schemas.set(table.name() + "_update", written(table, false));
        }
    }

    /** Not all columns are required: {@code select} decides what a row has. */
    private ObjectNode row(Table table) {
        ObjectNode schema = Json.object().put("type", "object");
        if (!table.doc().isEmpty()) {
            schema.put("description", table.doc());
        }
        ObjectNode properties = schema.putObject("properties");
        for (Column column : served.columns(table)) {
            ObjectNode property = property(column);
            String text = about(table, column);
            if (!text.isEmpty()) {
                property.put("description", text);
            }
            if (column.isReadOnly()) {
                property.put("readOnly", true);
            }
            if (!column.isRequired()) {
                Shape.admitNull(property);
            }
            properties.set(column.name(), property);
        }
        return schema;
    }

    private String about(Table table, Column column) {
        String target = served.target(table, column)
                .map(key -> "Refers to `" + key.target().name() + "."
                        + key.targetColumns().getFirst() + "`.")
                .orElse("");
        return (column.doc() + " " + target).strip();
    }

    private ObjectNode written(Table table, boolean whole) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = schema.putObject("properties");
        ArrayNode required = Json.array();
        for (Column column : served.columns(table)) {
            if (!Served.isWritable(column)) {
                continue;
            }
            ObjectNode property = property(column);
            limits(property, column);
            String text = about(table, column);
            if (!text.isEmpty()) {
                property.put("description", text);
            }
            if (whole) {
                column.defaultValue().ifPresent(value -> {
                    if (value instanceof Default.Literal(var literal)) {
                        property.set("default", literal);
                    }
                });
                if (Served.isDemanded(column)) {
                    required.add(column.name());
                }
            }
            if (!column.isRequired()) {
                Shape.admitNull(property);
            }
            properties.set(column.name(), property);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema.put("additionalProperties", false);
    }

    private static ObjectNode property(Column column) {
        ObjectNode property;
        if (column.type().array()) {
            property = Json.object().put("type", "array");
            property.set("items", valued(plain(column.type().element()), column));
            return property;
        }
        if (column.type().isJson()) {
            return switch (column.shape()) {
                case ANY -> Json.object();
                case OBJECT -> Json.object().put("type", "object");
                case ARRAY -> {
                    ObjectNode list = Json.object().put("type", "array");
                    list.putObject("items");
                    yield list;
                }
            };
        }
        return valued(plain(column.type()), column);
    }

    private static ObjectNode valued(ObjectNode schema, Column column) {
        if (!column.values().isEmpty()) {
            ArrayNode values = schema.putArray("enum");
            column.values().forEach(values::add);
        }
        return schema;
    }

    private static void limits(ObjectNode property, Column column) {
        column.maxLength().ifPresent(length -> property.put("maxLength", length));
        column.least().ifPresent(least -> property.put("minimum", least));
        column.most().ifPresent(most -> property.put("maximum", most));
        if (column.isNotBlank()) {
            property.put("minLength", 1);
        }
        if (property.path("items") instanceof ObjectNode items) {
            column.maxElementLength().ifPresent(length -> items.put("maxLength", length));
        }
    }

    /** The formats are OpenAPI's own here, unlike PostgREST's: generators know them. */
    private static ObjectNode plain(Type type) {
        ObjectNode schema = Json.object();
        return switch (type.kind()) {
            case UUID -> schema.put("type", "string").put("format", "uuid");
            case DATE -> schema.put("type", "string").put("format", "date");
            case TIMESTAMP, TIMESTAMPTZ -> schema.put("type", "string").put("format", "date-time");
            case SMALLINT, INTEGER -> schema.put("type", "integer").put("format", "int32");
            case BIGINT -> schema.put("type", "integer").put("format", "int64");
            case NUMERIC, REAL, DOUBLE -> schema.put("type", "number");
            case BOOLEAN -> schema.put("type", "boolean");
            case JSON, JSONB -> schema;
            case TEXT, VARCHAR, TIME, INTERVAL, BYTEA -> schema.put("type", "string");
        };
    }
}
