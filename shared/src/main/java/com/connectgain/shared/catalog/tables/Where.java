package com.connectgain.shared.catalog.tables;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Conditions on a row, for partial uniques, due indexes and checks. As in SQL, a check with a null in it holds. */
final class Where {

    private Where() {}

    static Predicate<ObjectNode> is(String column, String... values) {
        Set<String> allowed = Set.of(values);
        return row -> allowed.contains(row.path(column).asText());
    }

    static Predicate<ObjectNode> isTrue(String column) {
        return row -> row.path(column).asBoolean();
    }

    /** The texts of a column, or its one text, where the flag is set. */
    static Function<ObjectNode, Set<String>> listed(String column, String flag) {
        return row -> {
            if (!row.path(flag).asBoolean()) {
                return Set.of();
            }
            JsonNode value = row.path(column);
            return (value.isArray() ? value.valueStream() : Stream.of(value))
                    .map(name -> name.asText().strip())
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toUnmodifiableSet());
        };
    }

    static Predicate<ObjectNode> present(String column) {
        return row -> row.hasNonNull(column);
    }

    /** The text says something. */
    static Predicate<ObjectNode> written(String column) {
        return row -> !row.path(column).asText().isBlank();
    }

    static Predicate<ObjectNode> notEmpty(String column) {
        return row -> !row.hasNonNull(column) || !row.path(column).isEmpty();
    }

    static Predicate<ObjectNode> numberBelow(String low, String high) {
        return row -> !row.hasNonNull(low)
                || !row.hasNonNull(high)
                || row.path(low).decimalValue().compareTo(row.path(high).decimalValue()) < 0;
    }

    static Predicate<ObjectNode> instantBelow(String low, String high) {
        return row -> {
            OffsetDateTime first = instant(row, low);
            OffsetDateTime second = instant(row, high);
            return first == null || second == null || first.isBefore(second);
        };
    }

    /** ISO dates order as their text does. */
    static Predicate<ObjectNode> dateNotAbove(String low, String high) {
        return row -> !row.hasNonNull(low)
                || !row.hasNonNull(high)
                || row.path(low).asText().compareTo(row.path(high).asText()) <= 0;
    }

    private static OffsetDateTime instant(ObjectNode row, String column) {
        if (!row.hasNonNull(column)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(row.path(column).asText());
        } catch (DateTimeException notATimestamp) {
            return null; // the column's own type refuses it
        }
    }
}
