package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Delay;
import com.connectgain.shared.sql.DateTimes;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** When something is due: a moment, a date, or so long from now ({@code 2 days}). */
final class DueDates {

    private static final Pattern RELATIVE = Pattern.compile(
            "(?:in\\s+|\\+\\s*)?(\\d{1,6})\\s*(minute|hour|day|week)s?(?:\\s+(?:from\\s+now|later))?",
            Pattern.CASE_INSENSITIVE);
    private static final Map<String, Duration> NUMBERED = Map.of(
            "due_in_minutes", Duration.ofMinutes(1),
            "due_in_hours", Duration.ofHours(1),
            "due_in_days", Duration.ofDays(1),
            "due_days", Duration.ofDays(1),
            "due_date_offset_days", Duration.ofDays(1));

    private DueDates() {}

    static Optional<String> of(Order order) {
        Instant from = order.writing().now();
        for (Map.Entry<String, Duration> setting : NUMBERED.entrySet()) {
            JsonNode value = order.config().path(setting.getKey());
            if (value.isNumber() || value.isTextual() && value.textValue().matches("\\d{1,6}")) {
                return Optional.of(DateTimes.print(from.plus(setting.getValue().multipliedBy(value.asLong()))));
            }
        }
        return order.text("due_date", "due_in", "due")
                .or(() -> amount(order, "due_date", "due_in", "due"))
                .map(text -> DateTimes.print(read("due_date", text, from, order)));
    }

    /** {@code {amount: 2, unit: "days"}}, as a form has it. */
    private static Optional<String> amount(Order order, String... settings) {
        return Stream.of(settings)
                .map(order.config()::path)
                .filter(JsonNode::isObject)
                .map(due -> due.path(due.has("amount") ? "amount" : "value").asText("")
                        + " "
                        + due.path("unit").asText("days"))
                .findFirst();
    }

    /** A moment, a date in the organization's time zone, or so long after {@code from}. */
    static Instant read(String setting, String text, Instant from, Order order) {
        Matcher relative = RELATIVE.matcher(text);
        if (relative.matches()) {
            Duration unit = Delay.unit(relative.group(2));
            return from.plus(unit.multipliedBy(Long.parseLong(relative.group(1))));
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                            .atStartOfDay(order.situation().zone())
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException unreadable) {
            throw new ActionFailure(setting + " is neither a date nor a time from now, such as 2 days: " + text);
        }
    }
}
