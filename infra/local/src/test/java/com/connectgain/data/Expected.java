package com.connectgain.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What an answer has to hold. An object may have more members than expected, an array has exactly the elements expected.
 * {@code <any>} stands for any value but null, {@code <absent>} for no such member, {@code ~pattern} for a text.
 */
final class Expected {

    private Expected() {}

    /** The first difference, and where it is. */
    static Optional<String> difference(String at, JsonNode expected, JsonNode actual) {
        if (expected.isObject()) {
            for (Map.Entry<String, JsonNode> member : expected.properties()) {
                Optional<String> difference =
                        difference(at + "/" + member.getKey(), member.getValue(), actual.path(member.getKey()));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return differs(actual.isObject(), at, expected, actual);
        }
        if (expected.isArray()) {
            if (!actual.isArray() || actual.size() != expected.size()) {
                return differs(false, at, expected, actual);
            }
            for (int i = 0; i < expected.size(); i++) {
                Optional<String> difference = difference(at + "/" + i, expected.get(i), actual.get(i));
                if (difference.isPresent()) {
                    return difference;
                }
            }
            return Optional.empty();
        }
        return differs(equal(expected, actual), at, expected, actual);
    }

    private static boolean equal(JsonNode expected, JsonNode actual) {
        if (expected.isNumber() && actual.isNumber()) {
            return expected.decimalValue().compareTo(actual.decimalValue()) == 0;
        }
        String text = expected.asText();
        if (text.equals("<any>")) {
            return !actual.isMissingNode() && !actual.isNull();
        }
        if (text.equals("<absent>")) {
            return actual.isMissingNode();
        }
        if (expected.isTextual() && text.startsWith("~")) {
            return actual.isTextual()
                    && Pattern.compile(text.substring(1))
                            .matcher(actual.asText())
                            .find();
        }
        return expected.equals(actual);
    }

    private static Optional<String> differs(boolean equal, String at, JsonNode expected, JsonNode actual) {
        return equal
                ? Optional.empty()
                : Optional.of((at.isEmpty() ? "/" : at) + ": expected " + expected + " but was "
                        + (actual.isMissingNode() ? "nothing" : actual));
    }
}
