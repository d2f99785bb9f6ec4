package com.connectgain.shared.sql;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Locale;

/** JSON as PostgreSQL reads it, because a filter's literal has to fail with PostgreSQL's words. */
final class JsonText {

    private static final int MAX_DEPTH = 200;
    private static final String ENDED = "The input string ended unexpectedly.";

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    /** The document as a canonical jsonb value. */
    static JsonNode read(String text) {
        JsonText reader = new JsonText(text);
        JsonNode value = reader.value("JSON value");
        reader.skipSpaces();
        if (reader.at < text.length()) {
            throw reader.unexpected("end of input");
        }
        return JsonValues.canonical(value);
    }

    private JsonNode value(String expected) {
        skipSpaces();
        if (at == text.length()) {
            throw SqlError.invalidJson(ENDED);
        }
        if (++depth > MAX_DEPTH) {
            throw Problem.of(400, "54001", "stack depth limit exceeded");
        }
        char c = text.charAt(at);
        JsonNode node = switch (c) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> Json.nodes().textNode(string());
            case ',', ':', ']', '}' -> throw unexpected(expected);
            default -> scalar();
        };
        depth--;
        return node;
    }

    private ObjectNode object() {
        ObjectNode object = Json.object();
        at++;
        skipSpaces();
        if (peek() == '}') {
            at++;
            return object;
        }
        String expected = "string or \"}\"";
        while (true) {
            skipSpaces();
            if (at == text.length()) {
                throw SqlError.invalidJson(ENDED);
            }
            if (peek() != '"') {
                throw unexpected(expected);
            }
            String key = string();
            skipSpaces();
            if (peek() != ':') {
                throw unexpected("\":\"");
            }
            at++;
            object.set(key, value("JSON value"));
            skipSpaces();
            if (peek() == '}') {
                at++;
                return object;
            }
            if (peek() != ',') {
                throw unexpected("\",\" or \"}\"");
            }
            at++;
            expected = "string";
        }
    }

    private ArrayNode array() {
        ArrayNode array = Json.array();
        at++;
        skipSpaces();
        if (peek() == ']') {
            at++;
            return array;
        }
        while (true) {
            array.add(value("JSON value"));
            skipSpaces();
            if (peek() == ']') {
                at++;
                return array;
            }
            if (peek() != ',') {
                throw unexpected("\",\" or \"]\"");
            }
            at++;
        }
    }

    private JsonNode scalar() {
        String token = token();
        switch (token) {
            case "true":
                at += 4;
                return Json.nodes().booleanNode(true);
            case "false":
                at += 5;
                return Json.nodes().booleanNode(false);
            case "null":
                at += 4;
                return Json.nodes().nullNode();
            default:
                if (!isNumber(token)) {
                    throw SqlError.invalidJson("Token \"" + token + "\" is invalid.");
                }
                at += token.length();
                return number(token);
        }
    }

    private static JsonNode number(String token) {
        boolean integral = true;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            integral &= c == '-' || c >= '0' && c <= '9';
        }
        if (integral && token.length() < 19) {
            return NumberText.node(Long.parseLong(token));
        }
        try {
            BigDecimal value = new BigDecimal(token);
            return Json.nodes().numberNode(value);
        } catch (NumberFormatException huge) {
            throw Problem.of(400, "22003", "value overflows numeric format");
        }
    }

    /** What PostgreSQL's lexer takes for one token here: a word, a number, or the character it stumbles over. */
    private String token() {
        char c = text.charAt(at);
        int end = c == '-' || c >= '0' && c <= '9' ? numberEnd() : at;
        while (end < text.length() && isWordCharacter(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end == at ? text.offsetByCodePoints(at, 1) : end);
    }

    private int numberEnd() {
        int end = text.charAt(at) == '-' ? at + 1 : at;
        if (end < text.length() && text.charAt(end) == '0') {
            end++;
        } else {
            end = digitsEnd(end);
        }
        if (end < text.length() && text.charAt(end) == '.') {
            end = digitsEnd(end + 1);
        }
        if (end < text.length() && (text.charAt(end) == 'e' || text.charAt(end) == 'E')) {
            end++;
            if (end < text.length() && (text.charAt(end) == '+' || text.charAt(end) == '-')) {
                end++;
            }
            end = digitsEnd(end);
        }
        return end;
    }

    private int digitsEnd(int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static boolean isWordCharacter(char c) {
        return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c >= 128;
    }

    /** Whether the token is all number: digits where there have to be some, and no leading zeros. */
    private static boolean isNumber(String token) {
        int first = token.startsWith("-") ? 1 : 0;
        if (first == token.length() || !Character.isDigit(token.charAt(first))) {
            return false;
        }
        boolean zero = token.charAt(first) == '0';
        if (zero && token.length() > first + 1 && Character.isDigit(token.charAt(first + 1))) {
            return false;
        }
        if (!Character.isDigit(token.charAt(token.length() - 1)) || token.contains(".e") || token.contains(".E")) {
            return false;
        }
        for (int i = first; i < token.length(); i++) {
            if ("0123456789.eE+-".indexOf(token.charAt(i)) < 0) {
                return false;
            }
        }
        return token.toLowerCase(Locale.ROOT).chars().filter(c -> c == 'e').count() < 2;
    }

    private String string() {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                checkSurrogate(value, c, false);
                return value.toString();
            }
            if (c < ' ') {
                throw SqlError.invalidJson(String.format("Character with value 0x%02x must be escaped.", (int) c));
            }
            if (c == '\\' && at < text.length() && text.charAt(at) != 'u') {
                checkSurrogate(value, c, false);
            }
            char read = c == '\\' ? escape(start) : c;
            checkSurrogate(value, read, c == '\\');
            value.append(read);
        }
        throw SqlError.invalidJson("Token \"" + text.substring(start) + "\" is invalid.");
    }

    /** Escaped halves of a character have to come in pairs. */
    private static void checkSurrogate(StringBuilder before, char c, boolean escaped) {
        boolean afterHigh = !before.isEmpty() && Character.isHighSurrogate(before.charAt(before.length() - 1));
        if (afterHigh && Character.isHighSurrogate(c)) {
            throw SqlError.invalidJson("Unicode high surrogate must not follow a high surrogate.");
        }
        if (afterHigh != Character.isLowSurrogate(c) && (afterHigh || escaped)) {
            throw SqlError.invalidJson("Unicode low surrogate must follow a high surrogate.");
        }
    }

    private char escape(int start) {
        if (at == text.length()) {
            throw SqlError.invalidJson("Token \"" + text.substring(start) + "\" is invalid.");
        }
        char c = text.charAt(at++);
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode(start);
            default -> throw SqlError.invalidJson("Escape sequence \"\\" + c + "\" is invalid.");
        };
    }

    private char unicode(int start) {
        int value = 0;
        for (int i = 0; i < 4; i++) {
            if (at == text.length()) {
                throw SqlError.invalidJson("Token \"" + text.substring(start) + "\" is invalid.");
            }
            int digit = Character.digit(text.charAt(at), 16);
            if (digit < 0) {
                throw SqlError.invalidJson("\"\\u\" must be followed by four hexadecimal digits.");
            }
            at++;
            value = value * 16 + digit;
        }
        if (value == 0) {
            throw SqlError.nullEscape();
        }
        return (char) value;
    }

    private Problem unexpected(String expected) {
        if (at >= text.length()) {
            return SqlError.invalidJson(ENDED);
        }
        char c = text.charAt(at);
        String found;
        if (c == '"') {
            int start = at;
            string();
            found = text.substring(start, at);
        } else {
            found = token();
            boolean known = found.equals("true") || found.equals("false") || found.equals("null") || isNumber(found);
            if (!known && "{}[],:".indexOf(c) < 0) {
                return SqlError.invalidJson("Token \"" + found + "\" is invalid.");
            }
        }
        return SqlError.invalidJson("Expected " + expected + ", but found \"" + found + "\".");
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void skipSpaces() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c != ' ' && c != '\t' && c != '\n' && c != '\r') {
                return;
            }
            at++;
        }
    }
}
