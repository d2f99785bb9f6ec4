package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.sql.ArrayText;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;

/**
 * The proxy's spellings of an array: a JSON array, and elements without braces, because curl without {@code -g} removes
 * the braces of the documented commands. One array literal comes out.
 */
final class LooseArray {

    private LooseArray() {}

    static String literal(String value, Dialect dialect) {
        if (dialect == Dialect.STRICT) {
            return value;
        }
        String text = value.strip();
        if (text.startsWith("[")) {
            String literal = ofJson(text);
            return literal != null ? literal : value;
        }
        if (text.startsWith("{") || text.isEmpty()) {
            return value;
        }
        String braced = "{" + value + "}";
        try {
            ArrayText.elements(braced);
            return braced;
        } catch (Problem malformed) {
            // The literal as it was sent is what the error has to quote.
            return value;
        }
    }

    private static String ofJson(String text) {
        JsonNode array;
        try {
            array = Json.parse(text.getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            return null;
        }
        StringBuilder literal = new StringBuilder("{");
        for (JsonNode element : array) {
            literal.append(literal.length() == 1 ? "" : ",");
            if (element.isNull()) {
                literal.append("NULL");
            } else {
                String bare = element.isTextual() ? element.textValue() : element.toString();
                literal.append('"')
                        .append(bare.replace("\\", "\\\\").replace("\"", "\\\""))
                        .append('"');
            }
        }
        return literal.append('}').toString();
    }
}
