package com.connectgain.shared.automations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** How long an action waits after its event: {@code delay_minutes}, or {@code delay: {amount, unit}}. */
public final class Delay {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Map<String, Duration> SETTINGS = Map.of(
            "delay_seconds", Duration.ofSeconds(1),
            "delay_minutes", Duration.ofMinutes(1),
            "delay_hours", Duration.ofHours(1),
            "delay_days", Duration.ofDays(1));

    private Delay() {}

    /** @throws IllegalArgumentException that says what is wrong with it */
    public static Duration of(ObjectNode config) {
        for (Map.Entry<String, Duration> setting : SETTINGS.entrySet()) {
            if (config.hasNonNull(setting.getKey())) {
                return times(setting.getValue(), config.path(setting.getKey()));
            }
        }
        JsonNode delay = config.path("delay");
        if (delay.isObject()) {
            String unit = delay.path("unit").asText("minutes").toLowerCase(Locale.ROOT);
            return times(
                    SETTINGS.getOrDefault("delay_" + (unit.endsWith("s") ? unit : unit + "s"), Duration.ofMinutes(1)),
                    delay.path(delay.has("amount") ? "amount" : "value"));
        }
        return delay.isNumber() ? times(Duration.ofMinutes(1), delay) : Duration.ZERO;
    }

    private static Duration times(Duration unit, JsonNode amount) {
        double count = amount.asDouble(-1);
        if (count < 0 || unit.toSeconds() * count > LONGEST.toSeconds()) {
            throw new IllegalArgumentException("A delay must be between nothing and a year");
        }
        return Duration.ofSeconds(Math.round(unit.toSeconds() * count));
    }
}
