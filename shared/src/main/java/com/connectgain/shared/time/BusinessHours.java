package com.connectgain.shared.time;

import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.HashSet;
import java.util.Set;

/** The hours in which a target's clock runs: all of them, or those of the working days. */
public record BusinessHours(
        boolean always, LocalTime start, LocalTime end, Set<Integer> days, Set<LocalDate> holidays, ZoneId zone) {

    private static final int DAYS_PER_WEEK = 7;

    /** Without a working hour for so long, the target is taken as running always. */
    private static final int LONGEST_SEARCH_DAYS = 3 * 366;

    /** @param targets a row with {@code business_hours_only} and what goes with it */
    public static BusinessHours of(Row targets, ZoneId zone) {
        Set<Integer> days = new HashSet<>();
        targets.get("business_days").forEach(day -> days.add(day.asInt()));
        Set<LocalDate> holidays = new HashSet<>();
        for (JsonNode holiday : targets.get("holidays")) {
            String date = holiday.isTextual()
                    ? holiday.asText()
                    : holiday.path("date").asText();
            if (date.matches("\\d{4}-\\d{2}-\\d{2}")) {
                holidays.add(LocalDate.parse(date));
            }
        }
        LocalTime start = LocalTime.parse(targets.text("business_hours_start"));
        LocalTime end = LocalTime.parse(targets.text("business_hours_end"));
        boolean always = !targets.is("business_hours_only") || days.isEmpty() || !end.isAfter(start);
        return new BusinessHours(always, start, end, days, holidays, zone);
    }

    /** Every hour counts. */
    public static BusinessHours unlimited() {
        return new BusinessHours(true, LocalTime.MIN, LocalTime.MAX, Set.of(), Set.of(), ZoneOffset.UTC);
    }

    /** The moment at which {@code time} of these hours has passed since {@code from}. */
    public Instant after(Instant from, Duration time) {
        if (always) {
            return from.plus(time);
        }
        Duration left = time;
        ZonedDateTime at = from.atZone(zone);
        for (int day = 0; day < LONGEST_SEARCH_DAYS; day++) {
            LocalDate date = at.toLocalDate();
            ZonedDateTime opens = date.atTime(start).atZone(zone);
            ZonedDateTime closes = date.atTime(end).atZone(zone);
            ZonedDateTime begins = at.isAfter(opens) ? at : opens;
            if (works(date) && begins.isBefore(closes)) {
                Duration open = Duration.between(begins, closes);
                if (open.compareTo(left) >= 0) {
                    return begins.plus(left).toInstant();
                }
                left = left.minus(open);
            }
            at = date.plusDays(1).atStartOfDay(zone);
        }
        return from.plus(time);
    }

    /** How much of these hours lies between two moments. */
    public Duration between(Instant from, Instant to) {
        if (!to.isAfter(from)) {
            return Duration.ZERO;
        }
        if (always) {
            return Duration.between(from, to);
        }
        Duration passed = Duration.ZERO;
        LocalDate last = to.atZone(zone).toLocalDate();
        LocalDate date = from.atZone(zone).toLocalDate();
        for (int day = 0; day < LONGEST_SEARCH_DAYS && !date.isAfter(last); day++, date = date.plusDays(1)) {
            if (works(date)) {
                Instant opens = later(from, date.atTime(start).atZone(zone).toInstant());
                Instant closes = earlier(to, date.atTime(end).atZone(zone).toInstant());
                if (closes.isAfter(opens)) {
                    passed = passed.plus(Duration.between(opens, closes));
                }
            }
        }
        return passed;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private boolean works(LocalDate date) {
        return days.contains(date.getDayOfWeek().getValue() % DAYS_PER_WEEK) && !holidays.contains(date);
    }
}
