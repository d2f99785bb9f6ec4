package com.connectgain.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.local.sources.ScheduleExpression;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScheduleExpressionTest {

    private static final Instant FRIDAY = Instant.parse("2026-11-20T12:00:00Z");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        rate(1 minute)              | UTC           | 2026-11-20T12:01:00Z
        rate(5 minutes)             | UTC           | 2026-11-20T12:05:00Z
        rate(1 day)                 | UTC           | 2026-11-21T00:00:00Z
        at(2026-12-01T08:00:00)     | Africa/Cairo  | 2026-12-01T06:00:00Z
        cron(0/15 * * * ? *)        | UTC           | 2026-11-20T12:15:00Z
        cron(0 3 * * ? *)           | UTC           | 2026-11-21T03:00:00Z
        cron(0 8 ? * 2 *)           | UTC           | 2026-11-23T08:00:00Z
        cron(0 8 ? * MON-FRI *)     | Europe/London | 2026-11-23T08:00:00Z
        cron(0 0 L * ? *)           | UTC           | 2026-11-30T00:00:00Z
        cron(0 0 ? * 2#1 *)         | UTC           | 2026-12-07T00:00:00Z
        """)
    void nextRun(String expression, String zone, Instant next) {
        assertThat(ScheduleExpression.parse(expression, zone).next(FRIDAY)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rate(1 minutes)",
                "rate(5 minute)",
                "rate(0 minutes)",
                "cron(0 10 * * * *)",
                "cron(61 * * * ? *)",
                "cron(0 1 * * ?)",
                "every day"
            })
    void senselessExpressionIsRefused(String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression, "UTC"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pastInstantNeverRuns() {
        assertThat(ScheduleExpression.parse("at(2020-01-01T00:00:00)", "UTC").next(FRIDAY))
                .isEmpty();
    }
}
