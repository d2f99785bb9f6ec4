package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** PostgreSQL's array literals: {@code {a,"b c",NULL}}, nested ones included. */
public final class ArrayText {

    private static final String MUST_START = "Array value must start with \"{\" or dimension information.";
    private static final String ENDED = "Unexpected end of input.";
    private static final String RAGGED = "Multidimensional arrays must have sub-arrays with matching dimensions.";

    private final String text;
    private final Type element;
    private final Instant now;
    private int at;

    private ArrayText(Type element, String text, Instant now) {
        this.element = element;
        this.text = text;
        this.now = now;
    }

    static ArrayNode read(Type type, String text, Instant now) {
        return new ArrayText(type.element(), text, now).array();
    }

    /** The elements as texts, null for NULL: what the quantifiers {@code any} and {@code all} need. */
    public static List<String> elements(String text) {
        ArrayNode all = read(Type.arrayOf(Type.Kind.TEXT), text, Instant.EPOCH);
        List<String> texts = new ArrayList<>(all.size());
        for (JsonNode one : all) {
            texts.add(one.isNull() ? null : one.asText());
        }
        return texts;
    }

    private Problem malformed(String details) {
        return SqlError.malformedArray(text, details);
    }

    private ArrayNode array() {
        skipSpaces();
        skipBounds();
        if (at >= text.length() || text.charAt(at) != '{') {
            throw malformed(MUST_START);
        }
        ArrayNode array = braces();
        skipSpaces();
        if (at < text.length()) {
            throw malformed("Junk after closing right brace.");
        }
        return array;
    }

    /** {@code [1:2]=} is accepted and dropped: JSON has no lower bounds. */
    private void skipBounds() {
        int mark = at;
        boolean bounds = false;
        while (at < text.length() && text.charAt(at) == '[') {
            int close = text.indexOf(']', at);
            if (close < 0) {
                throw malformed("Missing \"]\" after array dimensions.");
            }
            at = close + 1;
            bounds = true;
        }
        if (bounds) {
            skipSpaces();
            if (at >= text.length() || text.charAt(at) != '=') {
                at = mark;
                throw malformed("\"[\" must introduce explicitly-specified array dimensions.");
            }
            at++;
            skipSpaces();
        }
    }

    private ArrayNode braces() {
        ArrayNode array = Json.array();
        at++;
        skipSpaces();
        if (at < text.length() && text.charAt(at) == '}') {
            at++;
            return array;
        }
        Integer width = null;
        Boolean nested = null;
        while (true) {
            skipSpaces();
            if (at >= text.length()) {
                throw malformed(ENDED);
            }
            char c = text.charAt(at);
            if (c == '{') {
                if (nested != null && !nested) {
                    throw malformed("Unexpected \"{\" character.");
                }
                nested = true;
                ArrayNode inner = braces();
                if (width != null && width != inner.size()) {
                    throw malformed(RAGGED);
                }
                width = inner.size();
                array.add(inner);
            } else {
                if (c == ',' || c == '}') {
                    throw malformed("Unexpected \"" + c + "\" character.");
                }
                if (nested != null && nested) {
                    throw malformed("Unexpected array element.");
                }
                nested = false;
                array.add(element());
            }
            skipSpaces();
            if (at >= text.length()) {
                throw malformed(ENDED);
            }
            char after = text.charAt(at);
            if (after == '}') {
                at++;
                return array;
            }
            if (after == '{') {
                throw malformed("Unexpected \"{\" character.");
            }
            if (after != ',') {
                throw malformed("Unexpected array element.");
            }
            at++;
        }
    }

    private JsonNode element() {
        if (text.charAt(at) == '"') {
            String quoted = quoted();
            skipSpaces();
            return Literals.read(element, quoted, now);
        }
        StringBuilder bare = new StringBuilder();
        int kept = 0;
        boolean escaped = false;
        while (true) {
            if (at >= text.length()) {
                throw malformed(ENDED);
            }
            char c = text.charAt(at);
            if (c == ',' || c == '}') {
                break;
            }
            if (c == '{') {
                throw malformed("Unexpected \"{\" character.");
            }
            if (c == '"') {
                throw malformed("Unexpected array element.");
            }
            if (c == '\\') {
                at++;
                if (at >= text.length()) {
                    throw malformed(ENDED);
                }
                escaped = true;
                bare.append(text.charAt(at++));
                kept = bare.length();
                continue;
            }
            bare.append(c);
            if (!NumberText.isSpace(c)) {
                kept = bare.length();
            }
            at++;
        }
        bare.setLength(kept);
        String value = bare.toString();
        if (!escaped && value.toUpperCase(Locale.ROOT).equals("NULL")) {
            return Json.nodes().nullNode();
        }
        return Literals.read(element, value, now);
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return value.toString();
            }
            if (c == '\\') {
                if (at >= text.length()) {
                    break;
                }
                c = text.charAt(at++);
            }
            value.append(c);
        }
        throw malformed(ENDED);
    }

    private void skipSpaces() {
        while (at < text.length() && NumberText.isSpace(text.charAt(at))) {
            at++;
        }
    }

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
