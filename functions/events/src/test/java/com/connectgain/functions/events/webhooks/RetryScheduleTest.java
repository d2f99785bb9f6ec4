package com.connectgain.functions.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    @Test
    void waitsVaryByAFifth() {
        assertThat(new RetrySchedule(() -> 0).after(1, Duration.ZERO)).contains(Duration.ofSeconds(4));
        assertThat(new RetrySchedule(() -> 0.5).after(2, Duration.ZERO)).contains(Duration.ofMinutes(5));
        assertThat(new RetrySchedule(() -> 1).after(7, Duration.ZERO)).contains(Duration.ofHours(12));
    }

    @Test
    void eighthFailureIsTheLast() {
        assertThat(new RetrySchedule(() -> 0.5).after(8, Duration.ofMinutes(1))).isEqualTo(Optional.empty());
    }

    @Test
    void receiverMayAskForMoreTimeButNotForLess() {
        RetrySchedule schedule = new RetrySchedule(() -> 0.5);

        assertThat(schedule.after(1, Duration.ofMinutes(2))).contains(Duration.ofMinutes(2));
        assertThat(schedule.after(2, Duration.ofSeconds(1))).contains(Duration.ofMinutes(5));
        assertThat(schedule.after(1, Duration.ofDays(30))).contains(Duration.ofDays(1));
    }

    @Test
    void retryAfterIsReadInBothForms() {
        assertThat(RetrySchedule.asked("120", NOON)).isEqualTo(Duration.ofMinutes(2));
        assertThat(RetrySchedule.asked("Sun, 01 Mar 2026 12:30:00 GMT", NOON)).isEqualTo(Duration.ofMinutes(30));
        assertThat(RetrySchedule.asked("Sun, 01 Mar 2026 11:30:00 GMT", NOON)).isZero();
        assertThat(RetrySchedule.asked("soon", NOON)).isZero();
        assertThat(RetrySchedule.asked("", NOON)).isZero();
    }
}
