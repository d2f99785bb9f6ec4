package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** The stretches of time that dashboards name, in whole days of the organization's zone. Weeks begin on Monday. */
final class DateRange {

    private DateRange() {}

    /** @param settings may say {@code start_date} and {@code end_date} for {@code custom} */
    static Period of(String name, JsonNode settings, ZoneId zone, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, zone);
        LocalDate tomorrow = today.plusDays(1);
        return switch (name) {
            case "today" -> days(today, tomorrow, zone);
            case "yesterday" -> days(today.minusDays(1), today, zone);
            case "this_week" -> {
                LocalDate monday = today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
                yield days(monday, monday.plusWeeks(1), zone);
            }
            case "this_month" -> {
                LocalDate first = today.withDayOfMonth(1);
                yield days(first, first.plusMonths(1), zone);
            }
            case "last_7_days" -> days(tomorrow.minusDays(7), tomorrow, zone);
            case "last_30_days" -> days(tomorrow.minusDays(30), tomorrow, zone);
            case "last_90_days" -> days(tomorrow.minusDays(90), tomorrow, zone);
            case "custom" ->
                days(date(settings, "start_date"), date(settings, "end_date").plusDays(1), zone);
            default ->
                throw Problem.badRequest("Invalid date_range: " + shown(name))
                        .withDetails("One of today, yesterday, this_week, this_month, last_7_days, last_30_days,"
                                + " last_90_days, custom.");
        };
    }

    private static Period days(LocalDate first, LocalDate end, ZoneId zone) {
        if (!first.isBefore(end)) {
            throw Problem.badRequest("start_date must not be after end_date");
        }
        return new Period(
                first.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
    }

    private static LocalDate date(JsonNode settings, String name) {
        String text = settings.path(name).asText("").strip();
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("Invalid " + name + ": " + shown(text));
        }
    }

    private static String shown(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
