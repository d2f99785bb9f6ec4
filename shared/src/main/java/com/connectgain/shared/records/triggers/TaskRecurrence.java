package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a task repeats: every so many days, weeks, months or years, by the organization's calendar.
 *
 * @param weekday the day of a weekly task; null for that of its due date
 * @param until the last day on which one is due; null for no end
 */
record TaskRecurrence(ChronoUnit unit, int interval, DayOfWeek weekday, LocalDate until) {

    private static final Map<String, ChronoUnit> UNITS = Map.of(
            "DAILY", ChronoUnit.DAYS,
            "WEEKLY", ChronoUnit.WEEKS,
            "MONTHLY", ChronoUnit.MONTHS,
            "YEARLY", ChronoUnit.YEARS);

    private static final int MOST = 365;
    private static final int SUNDAY = 7;
    private static final int DATE_LENGTH = 10;

    /** When work begins that was planned for a day and no hour. */
    private static final LocalTime MORNING = LocalTime.of(9, 0);

    static Optional<TaskRecurrence> of(ObjectNode task) {
        JsonNode rule = task.path("recurrence");
        if (!rule.isObject() || rule.isEmpty()) {
            return Optional.empty();
        }
        ChronoUnit unit = UNITS.get(rule.path("frequency").asText("").toUpperCase(Locale.ROOT));
        if (unit == null) {
            throw Problem.badRequest("recurrence.frequency must be one of DAILY, WEEKLY, MONTHLY, YEARLY");
        }
        return Optional.of(new TaskRecurrence(unit, interval(rule), weekday(rule), until(rule)));
    }

    private static int interval(JsonNode rule) {
        JsonNode interval = rule.path("interval");
        if (interval.isMissingNode() || interval.isNull()) {
            return 1;
        }
        if (!interval.isIntegralNumber() || interval.asLong() < 1 || interval.asLong() > MOST) {
            throw Problem.badRequest("recurrence.interval must be a whole number from 1 to " + MOST);
        }
        return interval.intValue();
    }

    private static DayOfWeek weekday(JsonNode rule) {
        JsonNode weekday = rule.path("weekday");
        if (weekday.isMissingNode() || weekday.isNull()) {
            return null;
        }
        if (weekday.isIntegralNumber() && weekday.asLong() >= 0 && weekday.asLong() < SUNDAY) {
            return DayOfWeek.of(weekday.intValue() == 0 ? SUNDAY : weekday.intValue());
        }
        for (DayOfWeek day : DayOfWeek.values()) {
            if (weekday.isTextual() && day.name().equalsIgnoreCase(weekday.asText())) {
                return day;
            }
        }
        throw Problem.badRequest("recurrence.weekday must be a day from 0 (Sunday) to 6, or its English name");
    }

    private static LocalDate until(JsonNode rule) {
        JsonNode until = rule.path("until");
        if (until.isMissingNode() || until.isNull()) {
            return null;
        }
        try {
            String text = until.asText();
            return LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length())));
        } catch (DateTimeException notADate) {
            throw Problem.badRequest("recurrence.until must be a date (YYYY-MM-DD)");
        }
    }

    /** The first time that is due at all, of a task that names its weekday and no date. */
    Optional<Instant> first(Instant now, ZoneId zone) {
        return weekday == null ? Optional.empty() : next(now, now, zone);
    }

    /**
     * The time after {@code due} that is not over yet: a task that is completed late does not come back overdue.
     *
     * @param due null for a task without a date, which repeats from today
     */
    Optional<Instant> next(Instant due, Instant now, ZoneId zone) {
        ZonedDateTime today = now.atZone(zone);
        boolean timed = due != null && !due.equals(now);
        ZonedDateTime base = timed ? due.atZone(zone) : today.with(MORNING);
        ZonedDateTime begin =
                weekday == null || unit != ChronoUnit.WEEKS ? base : base.with(TemporalAdjusters.nextOrSame(weekday));
        ZonedDateTime after = base.isAfter(today) ? base : today;
        long passed = Math.max(0, unit.between(begin, after) / interval - 1);
        ZonedDateTime next = begin.plus(passed * interval, unit);
        for (long step = passed; !next.isAfter(after); step++) {
            next = begin.plus(step * interval, unit);
        }
        boolean over = until != null && next.toLocalDate().isAfter(until);
        return over ? Optional.empty() : Optional.of(next.toInstant());
    }
}
