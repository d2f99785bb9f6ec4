package com.connectgain.shared.records.triggers;

import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;

/** Reading single values of rows. */
final class Cells {

    private static final BigDecimal SECONDS_PER_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private Cells() {}

    /** The text, or null. */
    static String text(ObjectNode row, String column) {
        JsonNode value = row.path(column);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    static boolean isBlank(ObjectNode row, String column) {
        String text = text(row, column);
        return text == null || text.isBlank();
    }

    static boolean changed(Row before, ObjectNode after, String column) {
        return !same(before.get(column), after.path(column));
    }

    /** Equal values, however their numbers were written: 100 is what 100.0 is, and what was stored as 100. */
    static boolean same(JsonNode one, JsonNode other) {
        return one.isNumber() && other.isNumber()
                ? one.decimalValue().compareTo(other.decimalValue()) == 0
                : one.equals(other);
    }

    /** The moment, or null. */
    static Instant instant(ObjectNode row, String column) {
        String text = text(row, column);
        return text == null ? null : OffsetDateTime.parse(text).toInstant();
    }

    static void put(ObjectNode row, String column, Instant moment) {
        row.put(column, moment == null ? null : DateTimes.print(moment));
    }

    static boolean isAfter(String moment, String other) {
        return OffsetDateTime.parse(moment)
                .toInstant()
                .isAfter(OffsetDateTime.parse(other).toInstant());
    }

    /** At most so many characters of a text; none is cut in two. */
    static String beginning(String text, int most) {
        return text.codePointCount(0, text.length()) <= most
                ? text
                : text.substring(0, text.offsetByCodePoints(0, most));
    }

    static BigDecimal days(Instant from, Instant to) {
        BigDecimal days = BigDecimal.valueOf(Duration.between(from, to).toSeconds())
                .divide(SECONDS_PER_DAY, 2, RoundingMode.HALF_UP)
                .stripTrailingZeros();
        return days.scale() < 0 ? days.setScale(0) : days;
    }
}
