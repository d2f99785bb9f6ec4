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

    private static final int MOST_DIMENSIONS = 6;
    private static final String MUST_START = "Array value must start with \"{\" or dimension information.";
    private static final String ENDED = "Unexpected end of input.";
    private static final String RAGGED = "Multidimensional arrays must have sub-arrays with matching dimensions.";

    private final String text;
    private int at;
    /** Where the braces begin: from there on, errors quote the literal. */
    private int body;
    /** How many elements the bounds announce; negative without bounds. */
    private int declared = -1;

    private ArrayText(String text) {
        this.text = text;
    }

    /** The braces first, then what the elements mean: of two mistakes PostgreSQL reports the one in the braces. */
    static ArrayNode read(Type type, String text, Instant now) {
        ArrayNode texts = new ArrayText(text).array();
        return type.kind() == Type.Kind.TEXT ? texts : typed(type.element(), texts, now);
    }

    private static ArrayNode typed(Type element, ArrayNode texts, Instant now) {
        ArrayNode values = Json.array();
        for (JsonNode text : texts) {
            if (text instanceof ArrayNode inner) {
                values.add(typed(element, inner, now));
            } else {
                values.add(text.isNull() ? text : Literals.read(element, text.textValue(), now));
            }
        }
        return values;
    }

    /** The elements as texts, null for NULL: what the quantifiers {@code any} and {@code all} need. */
    public static List<String> elements(String text) {
        ArrayNode all = new ArrayText(text).array();
        List<String> texts = new ArrayList<>(all.size());
        for (JsonNode one : all) {
            texts.add(one.isNull() ? null : one.asText());
        }
        return texts;
    }

    private Problem malformed(String details) {
        return SqlError.malformedArray(text.substring(body), details);
    }

    private ArrayNode array() {
        skipSpaces();
        skipBounds();
        if (at >= text.length() || text.charAt(at) != '{') {
            throw malformed(MUST_START);
        }
        body = at;
        ArrayNode array = braces(1);
        if (declared >= 0 && declared != array.size()) {
            throw malformed("Specified array dimensions do not match array contents.");
        }
        skipSpaces();
        if (at < text.length()) {
            throw malformed("Junk after closing right brace.");
        }
        return array;
    }

    /** {@code [1:2]=} is read and dropped: JSON has no lower bounds. */
    private void skipBounds() {
        boolean bounds = false;
        while (at < text.length() && text.charAt(at) == '[') {
            at++;
            int lower = bound("\"[\" must introduce explicitly-specified array dimensions.");
            int upper = lower;
            if (at < text.length() && text.charAt(at) == ':') {
                at++;
                upper = bound("Missing array dimension value.");
            }
            if (at >= text.length() || text.charAt(at) != ']') {
                throw malformed("Missing \"]\" after array dimensions.");
            }
            at++;
            if (upper < lower) {
                throw Problem.of(400, "2202E", "upper bound cannot be less than lower bound");
            }
            declared = bounds ? declared : upper - lower + 1;
            bounds = true;
            skipSpaces();
        }
        if (bounds) {
            if (at >= text.length() || text.charAt(at) != '=') {
                throw malformed("Missing \"=\" after array dimensions.");
            }
            at++;
            skipSpaces();
            if (at >= text.length() || text.charAt(at) != '{') {
                throw malformed("Array contents must start with \"{\".");
            }
        }
    }

    private int bound(String missing) {
        int start = at;
        if (at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+')) {
            at++;
        }
        int digits = at;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            at++;
        }
        if (at == start || at - digits > 9) {
            throw malformed(missing);
        }
        return at == digits ? 0 : Integer.parseInt(text, start, at, 10);
    }

    private ArrayNode braces(int dimension) {
        if (dimension > MOST_DIMENSIONS) {
            throw Problem.of(
                    400,
                    "54000",
                    "number of array dimensions (" + dimension + ") exceeds the maximum allowed (" + MOST_DIMENSIONS
                            + ")");
        }
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
                ArrayNode inner = braces(dimension + 1);
                if (inner.isEmpty()) {
                    throw malformed("Unexpected \"}\" character.");
                }
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
                    throw malformed(c == '\\' ? "Unexpected \"\\\" character." : "Unexpected array element.");
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
            if (after == '{' || after == '\\') {
                throw malformed("Unexpected \"" + after + "\" character.");
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
            return Json.nodes().textNode(quoted);
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
        return Json.nodes().textNode(value);
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
}
