package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.time.Instant;

/** A value of a JSON payload as the canonical stored node, with {@code json_to_recordset}'s rules. */
public final class JsonInput {

    private JsonInput() {}

    /** @param key the payload's key, which some errors name */
    public static JsonNode read(Type type, String key, JsonNode value, Instant now) {
        if (value == null || value.isNull()) {
            return Json.nodes().nullNode();
        }
        if (value.isTextual() && value.textValue().indexOf('\0') >= 0) {
            throw SqlError.nullEscape();
        }
        if (type.array()) {
            return array(type, key, value, now);
        }
        return switch (type.kind()) {
            case JSON -> document(value);
            case JSONB -> JsonValues.canonical(document(value));
            case BOOLEAN -> value.isBoolean() ? value : Literals.read(type, text(value), now);
            case SMALLINT, INTEGER, BIGINT ->
                value.isInt() && type.kind() != Kind.SMALLINT ? value : Literals.read(type, text(value), now);
            case NUMERIC -> value.isNumber() ? number(type, value) : Literals.read(type, text(value), now);
            default -> Literals.read(type, text(value), now);
        };
    }

    private static JsonNode number(Type type, JsonNode value) {
        BigDecimal exact = value.decimalValue();
        BigDecimal plain = exact.scale() < 0 ? exact.setScale(0) : exact;
        return Json.nodes().numberNode(NumberText.fit(type, plain));
    }

    /**
     * A document that was sent as the text of a document is stored as the document: the documented request that creates
     * a pipeline sends its stages so. Any other string is a JSON string.
     */
    private static JsonNode document(JsonNode value) {
        if (!value.isTextual()) {
            return value;
        }
        String text = value.textValue().strip();
        if (text.startsWith("{") || text.startsWith("[")) {
            try {
                return JsonText.read(text);
            } catch (Problem notJson) {
                return value;
            }
        }
        return value;
    }

    private static JsonNode array(Type type, String key, JsonNode value, Instant now) {
        if (value.isTextual()) {
            return Literals.read(type, value.textValue(), now);
        }
        if (!(value instanceof ArrayNode elements)) {
            throw Problem.of(400, "22P02", "expected JSON array").withHint("See the value of key \"" + key + "\".");
        }
        return elements(type, key, elements, now);
    }

    private static ArrayNode elements(Type type, String key, ArrayNode elements, Instant now) {
        boolean nested = !elements.isEmpty()
                && elements.get(0).isArray()
                && !type.element().isJson();
        ArrayNode read = Json.array();
        for (JsonNode element : elements) {
            if (nested && !element.isArray()) {
                throw Problem.of(400, "22P02", "malformed JSON array")
                        .withDetails("Multidimensional arrays must have sub-arrays with matching dimensions.");
            }
            read.add(nested ? elements(type, key, (ArrayNode) element, now) : read(type.element(), key, element, now));
        }
        return read;
    }

    private static String text(JsonNode value) {
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isContainerNode() ? Json.write(value) : value.asText();
    }
}
