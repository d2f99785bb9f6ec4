package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.Ages;
import com.connectgain.functions.events.automations.DateRule;
import com.connectgain.functions.events.automations.Work;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Automation rules that the clock sets off. Due dates, bookings and silence stand in an index by their moment and are
 * looked at every few minutes; dates among custom fields are gone through once a day.
 */
final class TimedRules {

    private static final Duration EVERY = Duration.ofMinutes(5);

    /** A rule on silence also means what fell silent before it was made. */
    private static final Duration LOOKED_BACK = Duration.ofDays(30);

    private final Kernel kernel;
    private final Due due;
    private final Windows windows;

    TimedRules(Kernel kernel, Due due) {
        this.kernel = kernel;
        this.due = due;
        this.windows = new Windows(kernel);
    }

    int run() {
        return due.each("automation_rules", "next_run_at", this::look);
    }

    private boolean look(Row rule) {
        Instant now = due.now();
        String trigger = rule.text("trigger_type").toLowerCase(Locale.ROOT).replace('_', '.');
        if (!trigger.equals("date.reached")) {
            silence(rule, now);
            moveOn(rule, now.plus(EVERY), now);
            return true;
        }
        DateRule dates = DateRule.of(rule, kernel);
        Optional<DateRule.Window> window = dates.window();
        if (window.isPresent()) {
            Instant from = rule.instant("scanned_until")
                    .or(() -> rule.instant("next_run_at"))
                    .orElse(now);
            windows.send(
                    rule, window.get().table(), "date.reached", window.get().offset(), from, TimedRules::isStillMeant);
            moveOn(rule, now.plus(EVERY), now);
            return true;
        }
        if (rule.find("scanned_until").isPresent() || dates.isNow(now)) {
            kernel.queues().send(Work.QUEUE, Work.scan(rule, dates.today(now), null));
        }
        moveOn(rule, dates.next(now), now);
        return true;
    }

    /** Nobody is reminded of what was called off or is done. */
    private static boolean isStillMeant(Row row) {
        return !"cancelled".equals(row.text("status")) && !row.is("completed");
    }

    private void silence(Row rule, Instant now) {
        Duration age = age(rule);
        Instant from = rule.instant("scanned_until").orElse(now.minus(LOOKED_BACK));
        String direction = rule.get("trigger_config").path("direction").asText("INBOUND");
        boolean byCondition = !rule.get("trigger_config").has("hours")
                && !rule.get("trigger_config").has("minutes");
        windows.send(
                rule,
                "conversations",
                "conversation.inactive",
                age,
                from,
                row -> "OPEN".equals(row.text("status"))
                        && (byCondition || direction.equalsIgnoreCase(row.text("last_message_direction"))));
    }

    private static Duration age(Row rule) {
        JsonNode config = rule.get("trigger_config");
        if (config.path("minutes").isNumber()) {
            return Duration.ofMinutes(config.path("minutes").asLong());
        }
        if (config.path("hours").isNumber()) {
            return Duration.ofMinutes(Math.round(config.path("hours").asDouble() * 60));
        }
        return Ages.of(rule.get("conditions")).orElse(Duration.ofHours(24));
    }

    private void moveOn(Row rule, Instant next, Instant until) {
        due.change(
                rule,
                values ->
                        values.put("next_run_at", DateTimes.print(next)).put("scanned_until", DateTimes.print(until)));
    }
}
