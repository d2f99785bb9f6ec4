package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;

/** PostgreSQL's input functions: the text of a filter, or of a JSON string in a write, as the canonical stored node. */
public final class Literals {

    private static final int UUID_DIGITS = 32;

    private Literals() {}

    /**
     * @param now what {@code now} and {@code today} mean
     * @throws com.connectgain.shared.http.Problem PostgreSQL's own error
     */
    public static JsonNode read(Type type, String text, Instant now) {
        if (text.indexOf('\0') >= 0) {
            throw SqlError.nullCharacter();
        }
        if (type.array()) {
            return ArrayText.read(type, text, now);
        }
        return switch (type.kind()) {
            case TEXT -> Json.nodes().textNode(text);
            case VARCHAR -> Json.nodes().textNode(fit(type, text));
            case UUID -> uuid(type, text);
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> NumberText.read(type, text);
            case BOOLEAN -> bool(type, text);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DateTimes.read(type, text, now);
            case INTERVAL -> Intervals.read(type, text);
            case JSON, JSONB -> JsonText.read(text);
            case BYTEA -> bytes(type, text);
        };
    }

    /** Trailing blanks beyond the length are dropped silently, anything else is too long. */
    private static String fit(Type type, String text) {
        Integer length = type.precision();
        if (length == null || text.codePointCount(0, text.length()) <= length) {
            return text;
        }
        int end = text.offsetByCodePoints(0, length);
        for (int i = end; i < text.length(); i++) {
            if (text.charAt(i) != ' ') {
                throw SqlError.tooLong(length);
            }
        }
        return text.substring(0, end);
    }

    private static JsonNode uuid(Type type, String text) {
        if (isCanonicalUuid(text)) {
            return Json.nodes().textNode(text);
        }
        boolean braced = text.startsWith("{");
        int end = text.length();
        if (braced) {
            if (!text.endsWith("}")) {
                throw SqlError.invalidSyntax(type, text);
            }
            end--;
        }
        StringBuilder canonical = new StringBuilder(36);
        int digits = 0;
        for (int i = braced ? 1 : 0; i < end; i++) {
            char c = text.charAt(i);
            if (c == '-' && digits > 0 && digits % 4 == 0 && digits < UUID_DIGITS && text.charAt(i - 1) != '-') {
                continue;
            }
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0 || digits == UUID_DIGITS) {
                throw SqlError.invalidSyntax(type, text);
            }
            if (digits == 8 || digits == 12 || digits == 16 || digits == 20) {
                canonical.append('-');
            }
            canonical.append(Character.forDigit(digit, 16));
            digits++;
        }
        if (digits != UUID_DIGITS) {
            throw SqlError.invalidSyntax(type, text);
        }
        return Json.nodes().textNode(canonical.toString());
    }

    /** Whether the text is a uuid in the form that is stored: lower case, with hyphens. */
    public static boolean isCanonicalUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text.charAt(i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static JsonNode bool(Type type, String text) {
        String word = NumberText.strip(text).toLowerCase(Locale.ROOT);
        if (!word.isEmpty()) {
            if ("true".startsWith(word) || "yes".startsWith(word) || word.equals("on") || word.equals("1")) {
                return Json.nodes().booleanNode(true);
            }
            boolean off = word.length() > 1 && "off".startsWith(word);
            if ("false".startsWith(word) || "no".startsWith(word) || off || word.equals("0")) {
                return Json.nodes().booleanNode(false);
            }
        }
        throw SqlError.invalidSyntax(type, text);
    }

    private static JsonNode bytes(Type type, String text) {
        if (!text.startsWith("\\x")) {
            StringBuilder hex = new StringBuilder("\\x");
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                hex.append(Character.forDigit(b >> 4 & 15, 16)).append(Character.forDigit(b & 15, 16));
            }
            return Json.nodes().textNode(hex.toString());
        }
        for (int i = 2; i < text.length(); i++) {
            if (Character.digit(text.charAt(i), 16) < 0) {
                throw Problem.of(400, "22P02", "invalid hexadecimal digit: \"" + text.charAt(i) + "\"");
            }
        }
        if (text.length() % 2 != 0) {
            throw SqlError.invalidSyntax(type, text);
        }
        return Json.nodes().textNode(text.toLowerCase(Locale.ROOT));
    }
}
