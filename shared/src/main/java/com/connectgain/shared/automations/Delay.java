package com.connectgain.shared.automations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How long an action waits after its event: {@code delay_minutes}, {@code delay: {amount, unit}}, {@code delay: 10} with
 * or without a {@code delay_unit}, {@code delay: "10 minutes"}.
 */
public final class Delay {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Map<String, Duration> UNITS = Map.of(
            "second", Duration.ofSeconds(1),
            "minute", Duration.ofMinutes(1),
            "hour", Duration.ofHours(1),
            "day", Duration.ofDays(1),
            "week", Duration.ofDays(7));
    private static final Pattern WORDS = Pattern.compile("(\\d{1,9}(?:\\.\\d+)?)\\s*([a-z]*)");

    private Delay() {}

    /** @throws IllegalArgumentException that says what is wrong with it */
    public static Duration of(ObjectNode config) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            String setting = "delay_" + unit.getKey() + "s";
            if (config.hasNonNull(setting)) {
                return times(unit.getValue(), config.path(setting).asDouble(-1));
            }
        }
        JsonNode delay = config.path("delay");
        if (delay.isObject()) {
            return written(delay);
        }
        if (!delay.isArray() && delay.asText().isBlank() || delay.isNull()) {
            return Duration.ZERO;
        }
        String text = delay.asText().strip().toLowerCase(Locale.ROOT);
        Matcher words = WORDS.matcher(text);
        if (!words.matches()) {
            throw new IllegalArgumentException("A delay is a number of minutes, or a text such as 10 minutes: " + text);
        }
        String unit = words.group(2).isEmpty() ? config.path("delay_unit").asText("minutes") : words.group(2);
        return times(unit(unit), Double.parseDouble(words.group(1)));
    }

    /** {@code {amount, unit}}, or {@code {minutes}}. */
    private static Duration written(JsonNode delay) {
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            if (delay.has(unit.getKey() + "s")) {
                return times(unit.getValue(), delay.path(unit.getKey() + "s").asDouble(-1));
            }
        }
        JsonNode amount = delay.path(delay.has("amount") ? "amount" : "value");
        return times(unit(delay.path("unit").asText("minutes")), amount.asDouble(-1));
    }

    /**
     * One of a unit in words: {@code minute}, {@code Days}.
     *
     * @throws IllegalArgumentException that says which there are
     */
    public static Duration unit(String written) {
        String unit = written.strip().toLowerCase(Locale.ROOT);
        Duration known = UNITS.get(unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit);
        if (known == null) {
            throw new IllegalArgumentException(
                    "The unit of a delay is seconds, minutes, hours, days or weeks, not " + written);
        }
        return known;
    }

    private static Duration times(Duration unit, double count) {
        if (!(count >= 0) || unit.toSeconds() * count > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("A delay must be between nothing and a year");
        }
        return Duration.ofSeconds(Math.round(unit.toSeconds() * count));
    }
}
