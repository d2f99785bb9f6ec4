package com.connectgain.shared.identity;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;

/** Timestamps in the form that rows keep them in: PostgreSQL's JSON output, in UTC. */
final class Moments {

    private static final DateTimeFormatter STORED = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendLiteral("+00:00")
            .toFormatter()
            .withZone(ZoneOffset.UTC);

    private Moments() {}

    static String text(Instant moment) {
        return STORED.format(moment.truncatedTo(ChronoUnit.MICROS));
    }
}
