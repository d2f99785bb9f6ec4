package com.connectgain.shared.http;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;

/**
 * Trees of JSON text, and their text. An {@code ObjectMapper} would do: but nothing here is bound to classes, and before
 * it does anything it makes a calendar, with every locale that Java knows, which is a tenth of a start.
 */
final class Trees {

    private Trees() {}

    /** One document with nothing after it; no document is the missing node. */
    static JsonNode read(JsonParser parser, JsonNodeFactory nodes) throws IOException {
        if (parser.nextToken() == null) {
            return nodes.missingNode();
        }
        JsonNode tree = value(parser, nodes);
        if (parser.nextToken() != null) {
            throw new JsonParseException(parser, "There is more after the end of the document");
        }
        return tree;
    }

    private static JsonNode value(JsonParser parser, JsonNodeFactory nodes) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                ObjectNode object = nodes.objectNode();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    object.replace(name, value(parser, nodes));
                }
                yield object;
            }
            case START_ARRAY -> {
                ArrayNode array = nodes.arrayNode();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    array.add(value(parser, nodes));
                }
                yield array;
            }
            case VALUE_STRING -> nodes.textNode(parser.getText());
            case VALUE_NUMBER_INT ->
                switch (parser.getNumberType()) {
                    case INT -> nodes.numberNode(parser.getIntValue());
                    case LONG -> nodes.numberNode(parser.getLongValue());
                    default -> nodes.numberNode(parser.getBigIntegerValue());
                };
            case VALUE_NUMBER_FLOAT -> nodes.numberNode(parser.getDecimalValue());
            case VALUE_TRUE -> nodes.booleanNode(true);
            case VALUE_FALSE -> nodes.booleanNode(false);
            case VALUE_NULL -> nodes.nullNode();
            default -> throw new JsonParseException(parser, "Not a value: " + parser.currentToken());
        };
    }

    static void write(JsonNode node, JsonGenerator text) throws IOException {
        switch (node.getNodeType()) {
            case OBJECT -> {
                text.writeStartObject(node, node.size());
                for (Map.Entry<String, JsonNode> property : node.properties()) {
                    text.writeFieldName(property.getKey());
                    write(property.getValue(), text);
                }
                text.writeEndObject();
            }
            case ARRAY -> {
                text.writeStartArray(node, node.size());
                for (JsonNode element : node) {
                    write(element, text);
                }
                text.writeEndArray();
            }
            case STRING -> text.writeString(node.textValue());
            case NUMBER -> writeNumber(node, text);
            case BOOLEAN -> text.writeBoolean(node.booleanValue());
            case NULL, MISSING -> text.writeNull();
            default -> throw new IllegalArgumentException("Not of JSON: " + node.getNodeType());
        }
    }

    private static void writeNumber(JsonNode number, JsonGenerator text) throws IOException {
        switch (number.numberType()) {
            case INT -> text.writeNumber(number.intValue());
            case LONG -> text.writeNumber(number.longValue());
            case BIG_INTEGER -> text.writeNumber(number.bigIntegerValue());
            case BIG_DECIMAL -> text.writeNumber(number.decimalValue());
            case FLOAT -> text.writeNumber(number.floatValue());
            case DOUBLE -> text.writeNumber(number.doubleValue());
        }
    }
}
