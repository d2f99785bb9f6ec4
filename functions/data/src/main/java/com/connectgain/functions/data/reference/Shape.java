package com.connectgain.functions.data.reference;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Turns the description's short notation into JSON Schema, as OpenAPI 3.1 takes it. */
final class Shape {

    private Shape() {}

    static ObjectNode schema(JsonNode notation) {
        if (notation.isTextual()) {
            return scalar(notation.asText());
        }
        if (notation.isArray()) {
            ObjectNode list = Json.object().put("type", "array");
            list.set("items", schema(notation.get(0)));
            return list;
        }
        return object(notation);
    }

    private static ObjectNode object(JsonNode notation) {
        ObjectNode schema = Json.object().put("type", "object");
        ObjectNode properties = Json.object();
        ArrayNode required = Json.array();
        notation.properties().forEach(field -> {
            String name = name(field.getKey());
            properties.set(name, schema(field.getValue()));
            if (isRequired(field.getKey())) {
                required.add(name);
            }
        });
        if (!properties.isEmpty()) {
            schema.set("properties", properties);
        }
        if (!required.isEmpty()) {
            schema.set("required", required);
        }
        return schema;
    }

    static String name(String key) {
        return isRequired(key) ? key.substring(0, key.length() - 1) : key;
    }

    static boolean isRequired(String key) {
        return key.endsWith("*");
    }

    private static ObjectNode scalar(String notation) {
        int space = notation.indexOf(' ');
        String type = space < 0 ? notation : notation.substring(0, space);
        boolean nullable = type.endsWith("?");
        if (nullable) {
            type = type.substring(0, type.length() - 1);
        }
        ObjectNode schema;
        if (type.endsWith("[]")) {
            schema = Json.object().put("type", "array");
            schema.set("items", plain(type.substring(0, type.length() - 2)));
        } else {
            schema = plain(type);
        }
        if (nullable) {
            admitNull(schema);
        }
        return space < 0 ? schema : schema.put("description", notation.substring(space + 1));
    }

    private static ObjectNode plain(String type) {
        if (type.startsWith("=")) {
            ObjectNode choice = Json.object().put("type", "string");
            ArrayNode values = choice.putArray("enum");
            for (String value : type.substring(1).split("\\|")) {
                values.add(value);
            }
            return choice;
        }
        return switch (type) {
            case "any" -> Json.object();
            case "string", "integer", "number", "boolean", "object" ->
                Json.object().put("type", type);
            case "text" -> formatted(null);
            case "password", "email", "uuid", "uri", "date", "time" -> formatted(type);
            case "timestamp" -> formatted("date-time");
            case "file" -> formatted(null).put("contentMediaType", "application/octet-stream");
            default -> throw new IllegalArgumentException("Unknown type " + type);
        };
    }

    private static ObjectNode formatted(String format) {
        ObjectNode schema = Json.object().put("type", "string");
        return format == null ? schema : schema.put("format", format);
    }

    /** {@code type: [string, null]}, and null among the choices where there are any. */
    static void admitNull(ObjectNode schema) {
        JsonNode type = schema.path("type");
        if (type.isTextual()) {
            schema.putArray("type").add(type.asText()).add("null");
        }
        if (schema.path("enum") instanceof ArrayNode values) {
            values.addNull();
        }
    }
}
