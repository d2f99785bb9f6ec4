package com.connectgain.shared.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessHoursTest {

    private static final BusinessHours WEEK = new BusinessHours(
            false,
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            Set.of(1, 2, 3, 4, 5),
            Set.of(LocalDate.of(2026, 1, 6)),
            ZoneId.of("Africa/Cairo"));

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T10:00:00Z, 60,  2026-01-05T09:00:00Z",
        "2026-01-05T07:30:00Z, 60,  2026-01-02T14:30:00Z",
        "2026-01-07T07:00:00Z, 60,  2026-01-05T14:00:00Z",
        "2026-01-04T12:00:00Z, 0,   2026-01-02T15:00:00Z",
        "2026-01-05T07:30:00Z, 510, 2026-01-02T07:00:00Z",
    })
    void timeIsCountedBackOverNightsWeekendsAndHolidays(Instant to, long minutes, Instant from) {
        assertThat(WEEK.before(to, Duration.ofMinutes(minutes))).isEqualTo(from);
    }

    @Test
    void countedBackAndForthItIsTheSame() {
        Random random = new Random(7);
        Instant start = Instant.parse("2026-01-01T00:00:00Z");
        for (int i = 0; i < 2000; i++) {
            Instant mark = start.plusSeconds(random.nextInt(60 * 24 * 3600));
            Duration time = Duration.ofMinutes(random.nextInt(3000));
            Instant deadline = WEEK.after(mark, time);

            assertThat(WEEK.before(deadline.plusSeconds(1), time)).isAfterOrEqualTo(mark);
            assertThat(WEEK.before(deadline.minusSeconds(1), time)).isBefore(mark.plusSeconds(1));
        }
    }

    @Test
    void withoutLimitsEveryHourCounts() {
        Instant now = Instant.parse("2026-01-04T12:00:00Z");

        assertThat(BusinessHours.unlimited().before(now, Duration.ofHours(5))).isEqualTo(now.minusSeconds(5 * 3600));
    }
}
