package com.connectgain.functions.events.automations;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * A rule on a date: so long before or after a due date, an appointment, or a date among a row's fields.
 *
 * @param table where the rows are
 * @param field the column or custom field with the date; empty when the rule's conditions find the rows
 * @param offset after the date; negative for before
 * @param at the time of the day at which days are looked at
 * @param yearly whether the day counts and not the year: birthdays
 */
public record DateRule(String table, String field, Duration offset, LocalTime at, boolean yearly, ZoneId zone) {

    private static final Map<String, String> TABLES = Map.of(
            "contact", "contacts",
            "deal", "deals",
            "company", "companies",
            "task", "tasks",
            "booking", "bookings");

    /** Moments that have an index: those of tasks and bookings. */
    private static final Map<String, String> INDEXED = Map.of("tasks", "due_date", "bookings", "start_date_time");

    /** @param offset after the row's moment */
    public record Window(String table, Duration offset) {}

    public static DateRule of(Row rule, Kernel kernel) {
        JsonNode config = rule.get("trigger_config");
        String entity = config.path("entity").asText("contact").toLowerCase(java.util.Locale.ROOT);
        String table = TABLES.getOrDefault(entity, TABLES.containsValue(entity) ? entity : "contacts");
        String field = config.path("field").asText(INDEXED.getOrDefault(table, ""));
        ZoneId zone = Zones.of(kernel.store(), rule.organization());
        return new DateRule(
                table,
                field.startsWith("custom_fields.") ? field.substring("custom_fields.".length()) : field,
                offset(config),
                time(config.path("at").asText("09:00")),
                config.path("yearly").asBoolean(),
                zone);
    }

    private static Duration offset(JsonNode config) {
        return Duration.ofDays(config.path("offset_days").asLong())
                .plusHours(config.path("offset_hours").asLong())
                .plusMinutes(config.path("offset_minutes").asLong());
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text.length() == 4 ? "0" + text : text);
        } catch (DateTimeException unreadable) {
            return LocalTime.of(9, 0);
        }
    }

    /** The stretch of an index to look at; empty when the rows must be gone through. */
    public Optional<Window> window() {
        return field.equals(INDEXED.get(table)) ? Optional.of(new Window(table, offset)) : Optional.empty();
    }

    public LocalDate today(Instant now) {
        return LocalDate.ofInstant(now, zone);
    }

    /** Whether today's time has come: a rule that was made later in the day begins tomorrow. */
    public boolean isNow(Instant now) {
        LocalTime time = now.atZone(zone).toLocalTime();
        return !time.isBefore(at) && Duration.between(at, time).compareTo(Duration.ofMinutes(10)) < 0;
    }

    /** The next time of looking. */
    public Instant next(Instant now) {
        Instant today = today(now).atTime(at).atZone(zone).toInstant();
        return today.isAfter(now)
                ? today
                : today(now).plusDays(1).atTime(at).atZone(zone).toInstant();
    }

    /** Whether the row's date and the offset make this day. */
    boolean isOn(Row row, LocalDate day) {
        if (field.isEmpty()) {
            return true;
        }
        JsonNode value = row.table().column(field).isPresent()
                ? row.get(field)
                : row.get("custom_fields").path(field);
        return date(value)
                .map(date -> date.plusDays(offset.toDays()))
                .filter(date -> yearly ? same(MonthDay.from(date), day) : date.equals(day))
                .isPresent();
    }

    /** The 29th of February is kept on the 28th in other years. */
    private static boolean same(MonthDay date, LocalDate day) {
        return date.atYear(day.getYear()).equals(day);
    }

    private Optional<LocalDate> date(JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : "";
        try {
            if (text.length() == 10) {
                return Optional.of(LocalDate.parse(text));
            }
            return text.length() < 10
                    ? Optional.empty()
                    : Optional.of(LocalDate.ofInstant(OffsetDateTime.parse(text).toInstant(), zone));
        } catch (DateTimeException notADate) {
            return Optional.empty();
        }
    }
}
