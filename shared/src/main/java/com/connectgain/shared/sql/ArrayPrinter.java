package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.fasterxml.jackson.databind.JsonNode;

/** Arrays as PostgreSQL prints them, with quotes only where they are needed. */
final class ArrayPrinter {

    private ArrayPrinter() {}

    static String print(Type type, JsonNode array) {
        StringBuilder out = new StringBuilder("{");
        boolean first = true;
        for (JsonNode element : array) {
            if (!first) {
                out.append(',');
            }
            first = false;
            if (element.isNull()) {
                out.append("NULL");
            } else if (element.isArray()) {
                out.append(print(type, element));
            } else {
                appendElement(out, TextOutput.print(type.element(), element));
            }
        }
        return out.append('}').toString();
    }

    private static void appendElement(StringBuilder out, String text) {
        if (!needsQuotes(text)) {
            out.append(text);
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean needsQuotes(String text) {
        if (text.isEmpty() || text.equalsIgnoreCase("NULL")) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\' || c == '{' || c == '}' || c == ',' || NumberText.isSpace(c)) {
                return true;
            }
        }
        return false;
    }
}
