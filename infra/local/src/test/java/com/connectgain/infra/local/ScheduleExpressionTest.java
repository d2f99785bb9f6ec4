package com.connectgain.infra.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.local.sources.ScheduleExpression;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Template;
import com.connectgain.infra.local.template.Trigger;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
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
                "at(tomorrow)",
                "every day"
            })
    void senselessExpressionIsRefused(String expression) {
        assertThatThrownBy(() -> ScheduleExpression.parse(expression, "UTC"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A bad one would fail only at deployment. */
    @Test
    void everyScheduleOfTheTemplateMeansSomething() throws IOException {
        Template template = Template.read(Path.of(System.getProperty("project.root"), "template.yaml"))
                .resolve(new Site("http://localhost", "http://localhost", Map.of()));

        assertThat(template.functions().stream().flatMap(function -> function.triggers(Trigger.Schedule.class)))
                .isNotEmpty()
                .allSatisfy(schedule -> ScheduleExpression.parse(schedule.expression(), schedule.zone()));
    }

    @Test
    void pastInstantNeverRuns() {
        assertThat(ScheduleExpression.parse("at(2020-01-01T00:00:00)", "UTC").next(FRIDAY))
                .isEmpty();
    }
}
