package com.connectgain.functions.data.reference;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Holds a value against the schemas that {@link Shape} makes; a field that the schema does not name is an error too. */
final class SchemaCheck {

    private SchemaCheck() {}

    static List<String> errors(String where, JsonNode schema, JsonNode value) {
        List<String> errors = new ArrayList<>();
        check(errors, where, schema, value);
        return errors;
    }

    private static void check(List<String> errors, String where, JsonNode schema, JsonNode value) {
        JsonNode type = schema.path("type");
        if (!type.isMissingNode() && !admits(type, value)) {
            errors.add(where + " is " + value + ", not " + type);
            return;
        }
        if (schema.has("enum") && schema.get("enum").valueStream().noneMatch(value::equals)) {
            errors.add(where + " is " + value + ", none of " + schema.get("enum"));
        }
        if (schema.path("format").asText().equals("uuid")
                && value.isTextual()
                && !value.asText().matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\\{\\{\\w+}}")) {
            errors.add(where + " is no uuid: " + value);
        }
        if (schema.has("items") && value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                check(errors, where + "[" + i + "]", schema.get("items"), value.get(i));
            }
        }
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                errors.add(where + " lacks " + name.asText());
            }
        });
        if (schema.has("properties")) {
            value.properties().forEach(field -> {
                JsonNode property = schema.get("properties").path(field.getKey());
                if (property.isMissingNode()) {
                    errors.add(where + "." + field.getKey() + " is not described");
                } else {
                    check(errors, where + "." + field.getKey(), property, field.getValue());
                }
            });
        }
    }

    private static boolean admits(JsonNode type, JsonNode value) {
        return type.isArray() ? type.valueStream().anyMatch(one -> is(one, value)) : is(type, value);
    }

    private static boolean is(JsonNode type, JsonNode value) {
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> false;
        };
    }
}
