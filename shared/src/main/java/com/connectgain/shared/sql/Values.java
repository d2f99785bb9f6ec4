package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Order and equality of two non-null canonical values of one type, and containment of arrays. */
public final class Values {

    private Values() {}

    public static int compare(Type type, JsonNode left, JsonNode right) {
        if (type.array()) {
            return compareArrays(type, left, right);
        }
        return switch (type.kind()) {
            case TEXT, VARCHAR, UUID, BYTEA -> TextOrder.compare(left.asText(), right.asText());
            case SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE -> NumberText.compare(left, right);
            case BOOLEAN -> Boolean.compare(left.booleanValue(), right.booleanValue());
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DateTimes.compare(type, left.asText(), right.asText());
            case INTERVAL -> Intervals.compare(left.asText(), right.asText());
            case JSON, JSONB -> JsonValues.compare(left, right);
        };
    }

    public static boolean equal(Type type, JsonNode left, JsonNode right) {
        if (!type.array() && (type.kind() == Kind.TEXT || type.kind() == Kind.UUID)) {
            return left.asText().equals(right.asText());
        }
        return compare(type, left, right) == 0;
    }

    /** Element by element, NULL being the greatest; then the shorter one first. */
    private static int compareArrays(Type type, JsonNode left, JsonNode right) {
        List<JsonNode> leftElements = flatten(left);
        List<JsonNode> rightElements = flatten(right);
        int common = Math.min(leftElements.size(), rightElements.size());
        Type element = type.element();
        for (int i = 0; i < common; i++) {
            JsonNode a = leftElements.get(i);
            JsonNode b = rightElements.get(i);
            if (a.isNull() || b.isNull()) {
                if (a.isNull() != b.isNull()) {
                    return a.isNull() ? 1 : -1;
                }
                continue;
            }
            int difference = compare(element, a, b);
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(leftElements.size(), rightElements.size());
    }

    private static List<JsonNode> flatten(JsonNode array) {
        List<JsonNode> all = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            if (element.isArray()) {
                all.addAll(flatten(element));
            } else {
                all.add(element);
            }
        }
        return all;
    }

    /** {@code whole @> part}: a NULL in {@code part} is contained in nothing. */
    public static boolean containsAll(Type type, JsonNode whole, JsonNode part) {
        Type element = type.element();
        List<JsonNode> candidates = flatten(whole);
        for (JsonNode wanted : flatten(part)) {
            if (wanted.isNull() || !hasElement(element, candidates, wanted)) {
                return false;
            }
        }
        return true;
    }

    /** {@code left && right}. */
    public static boolean overlap(Type type, JsonNode left, JsonNode right) {
        Type element = type.element();
        List<JsonNode> candidates = flatten(left);
        for (JsonNode wanted : flatten(right)) {
            if (!wanted.isNull() && hasElement(element, candidates, wanted)) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasElement(Type element, List<JsonNode> candidates, JsonNode wanted) {
        for (JsonNode candidate : candidates) {
            if (!candidate.isNull() && equal(element, candidate, wanted)) {
                return true;
            }
        }
        return false;
    }
}
