package com.connectgain.functions.events.webhooks;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** When a delivery that failed is tried again: after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h and 10 h, a fifth more or less. */
final class RetrySchedule {

    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(10));

    static final int ATTEMPTS = WAITS.size() + 1;

    private static final double JITTER = 0.2;

    /** A receiver may ask for more time, but not for so much that the event would be forgotten. */
    private static final Duration LONGEST_ASKED = Duration.ofHours(24);

    private final DoubleSupplier random;

    /** @param random between 0 and 1 */
    RetrySchedule(DoubleSupplier random) {
        this.random = random;
    }

    /** How long to wait after this many attempts, at least as long as the receiver asked for; empty after the last. */
    Optional<Duration> after(int attempts, Duration asked) {
        if (attempts >= ATTEMPTS) {
            return Optional.empty();
        }
        double factor = 1 + JITTER * (2 * random.getAsDouble() - 1);
        Duration wait = Duration.ofMillis(Math.round(WAITS.get(attempts - 1).toMillis() * factor));
        Duration longer = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        return Optional.of(wait.compareTo(longer) < 0 ? longer : wait);
    }

    /** {@code Retry-After} in either of its forms; zero when it is missing or says nothing. */
    static Duration asked(String header, Clock clock) {
        String text = header.strip();
        try {
            if (text.matches("[0-9]{1,9}")) {
                return Duration.ofSeconds(Long.parseLong(text));
            }
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return wait.isNegative() ? Duration.ZERO : wait;
        } catch (DateTimeException unreadable) {
            return Duration.ZERO;
        }
    }
}
