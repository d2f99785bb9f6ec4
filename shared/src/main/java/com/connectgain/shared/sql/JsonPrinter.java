package com.connectgain.shared.sql;

import com.fasterxml.jackson.databind.JsonNode;

/** Documents as PostgreSQL prints jsonb. */
final class JsonPrinter {

    private JsonPrinter() {}

    /** jsonb's text output: a blank after colon and comma. */
    static String print(JsonNode node) {
        StringBuilder out = new StringBuilder();
        print(out, node);
        return out.toString();
    }

    private static void print(StringBuilder out, JsonNode node) {
        if (node.isObject()) {
            out.append('{');
            boolean first = true;
            for (var member : node.properties()) {
                if (!first) {
                    out.append(", ");
                }
                first = false;
                quote(out, member.getKey());
                out.append(": ");
                print(out, member.getValue());
            }
            out.append('}');
        } else if (node.isArray()) {
            out.append('[');
            boolean first = true;
            for (JsonNode element : node) {
                if (!first) {
                    out.append(", ");
                }
                first = false;
                print(out, element);
            }
            out.append(']');
        } else if (node.isTextual()) {
            quote(out, node.textValue());
        } else if (node.isNumber() && !node.isIntegralNumber()) {
            out.append(node.decimalValue().toPlainString());
        } else {
            out.append(node.asText());
        }
    }

    private static void quote(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < ' ') {
                        out.append(String.format("\\u%04x", (int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
