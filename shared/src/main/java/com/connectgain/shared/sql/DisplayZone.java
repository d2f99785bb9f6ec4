package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The time zone that moments are shown in, as PostgreSQL's setting {@code TimeZone} takes it. */
public final class DisplayZone {

    private static final Pattern HOURS = Pattern.compile("[+-]?[0-9]{1,2}");
    private static final Pattern CLOCK = Pattern.compile("([+-]?)([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?");
    private static final int SECONDS_OF_AN_HOUR = 3_600;

    private DisplayZone() {}

    /** @throws Problem 22023 for a text that names no zone */
    public static ZoneId read(String text) {
        if (HOURS.matcher(text).matches()) {
            return offset(text, Integer.parseInt(text) * SECONDS_OF_AN_HOUR);
        }
        Matcher clock = CLOCK.matcher(text);
        if (clock.matches()) {
            if (clock.group(4) != null && !clock.group(4).equals("00")) {
                throw Problem.of(400, "22023", "time zone \"" + text + "\" appears to use leap seconds")
                        .withDetails("PostgreSQL does not support leap seconds.");
            }
            int west = Integer.parseInt(clock.group(2)) * SECONDS_OF_AN_HOUR + Integer.parseInt(clock.group(3)) * 60;
            // POSIX counts to the west, unlike a bare number of hours.
            return offset(text, clock.group(1).equals("-") ? west : -west);
        }
        for (String region : ZoneId.getAvailableZoneIds()) {
            if (region.equalsIgnoreCase(text)) {
                return ZoneId.of(region);
            }
        }
        throw invalid(text);
    }

    private static ZoneId offset(String text, int seconds) {
        try {
            return ZoneOffset.ofTotalSeconds(seconds);
        } catch (DateTimeException beyond) {
            throw invalid(text);
        }
    }

    private static Problem invalid(String text) {
        return Problem.of(400, "22023", "invalid value for parameter \"TimeZone\": \"" + text + "\"");
    }

    /** A stored value as it is shown; all but moments are shown as they are. */
    public static JsonNode show(Type type, JsonNode value, ZoneId zone) {
        if (zone == null || type.array() || type.kind() != Kind.TIMESTAMPTZ || !value.isTextual()) {
            return value;
        }
        try {
            Instant moment = OffsetDateTime.parse(value.textValue()).toInstant();
            ZoneOffset offset = zone.getRules().getOffset(moment);
            String local = DateTimes.print(moment.plusSeconds(offset.getTotalSeconds()));
            String east =
                    offset.getTotalSeconds() == 0 ? "+00:00" : offset.getId().toUpperCase(Locale.ROOT);
            return Json.nodes().textNode(local.substring(0, local.length() - "+00:00".length()) + east);
        } catch (DateTimeException infinite) {
            return value;
        }
    }
}
