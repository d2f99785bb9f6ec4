package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.sql.DateTimes;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;

/** A stretch of time, its end not included. */
record Period(Instant start, Instant end) {

    private static final Duration DEFAULT_LENGTH = Duration.ofDays(30);

    /** {@code start_date} to {@code end_date}; whole days in the organization's zone, or moments. */
    static Period of(Request request, ZoneId zone, Instant now) {
        Instant end = moment(request, "end_date", zone, 1).orElse(now);
        Instant start = moment(request, "start_date", zone, 0).orElse(end.minus(DEFAULT_LENGTH));
        if (!start.isBefore(end)) {
            throw Problem.badRequest("start_date must be before end_date");
        }
        return new Period(start, end);
    }

    /** @param days how many to go on from a whole day: the last day of a period belongs to it */
    private static Optional<Instant> moment(Request request, String name, ZoneId zone, int days) {
        Optional<String> text = request.parameter(name).map(String::strip).filter(value -> !value.isEmpty());
        try {
            return text.map(value -> value.length() == 10
                    ? LocalDate.parse(value).plusDays(days).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(value.replace(' ', '+')).toInstant());
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("Invalid " + name + ": " + text.get())
                    .withDetails("A date such as 2026-01-31, or a moment such as 2026-01-31T12:00:00Z.");
        }
    }

    /** The stretch of the same length before this one. */
    Period previous() {
        return new Period(start.minus(Duration.between(start, end)), start);
    }

    boolean contains(Instant moment) {
        return !moment.isBefore(start) && moment.isBefore(end);
    }

    String from() {
        return DateTimes.print(start);
    }

    String to() {
        return DateTimes.print(end);
    }
}
