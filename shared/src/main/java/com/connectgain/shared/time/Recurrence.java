package com.connectgain.shared.time;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Locale;

/**
 * Something that happens again and again: {@code {"frequency": "weekly", "weekday": 1, "at": "09:00"}}.
 *
 * @param weekday of weekly ones; Sunday is 0
 * @param day of the month, of monthly ones; the last day where a month has no such day
 */
public record Recurrence(Frequency frequency, int weekday, int day, LocalTime at, ZoneId zone) {

    private static final int DAYS_PER_WEEK = 7;
    private static final int LONGEST_MONTH = 31;

    /** How often. */
    public enum Frequency {
        HOURLY,
        DAILY,
        WEEKLY,
        MONTHLY
    }

    /** @throws IllegalArgumentException that says what is wrong with it */
    public static Recurrence read(JsonNode schedule, String usualZone) {
        String frequency = schedule.path("frequency").asText("daily").toUpperCase(Locale.ROOT);
        int weekday = schedule.path("weekday").asInt(1);
        int day = schedule.path("day").asInt(1);
        if (weekday < 0 || weekday > DAYS_PER_WEEK) {
            throw new IllegalArgumentException("weekday must be between 0 (Sunday) and 6");
        }
        if (day < 1 || day > LONGEST_MONTH) {
            throw new IllegalArgumentException("day must be between 1 and 31");
        }
        try {
            return new Recurrence(
                    Frequency.valueOf(frequency),
                    weekday % DAYS_PER_WEEK,
                    day,
                    LocalTime.parse(schedule.path("at").asText("09:00")),
                    ZoneId.of(schedule.path("timezone").asText(usualZone)));
        } catch (DateTimeException unreadable) {
            throw new IllegalArgumentException("at must be a time such as 09:00, timezone an IANA name", unreadable);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException("frequency must be hourly, daily, weekly or monthly", unknown);
        }
    }

    /** The first time after {@code moment}. */
    public Instant after(Instant moment) {
        ZonedDateTime now = moment.atZone(zone);
        if (frequency == Frequency.HOURLY) {
            ZonedDateTime next = now.withMinute(at.getMinute()).withSecond(0).withNano(0);
            return (next.isAfter(now) ? next : next.plusHours(1)).toInstant();
        }
        for (LocalDate date = now.toLocalDate(); ; date = date.plusDays(1)) {
            ZonedDateTime next = date.atTime(at).atZone(zone);
            if (isOn(date) && next.isAfter(now)) {
                return next.toInstant();
            }
        }
    }

    private boolean isOn(LocalDate date) {
        return switch (frequency) {
            case HOURLY, DAILY -> true;
            case WEEKLY -> date.getDayOfWeek().getValue() % DAYS_PER_WEEK == weekday;
            case MONTHLY ->
                date.getDayOfMonth() == Math.min(day, YearMonth.from(date).lengthOfMonth());
        };
    }
}
