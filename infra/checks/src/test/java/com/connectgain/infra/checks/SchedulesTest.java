package com.connectgain.infra.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.infra.checks.Template.Event;
import com.connectgain.infra.local.sources.ScheduleExpression;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every schedule of the template means something to EventBridge; a bad cron() would fail only at deployment. */
class SchedulesTest {

    private static ScheduleExpression parse(String expression) {
        return ScheduleExpression.parse(expression, "UTC");
    }

    static List<Event> schedules() {
        return Template.load().events("Schedule", "ScheduleV2").toList();
    }

    @ParameterizedTest
    @MethodSource("schedules")
    void expressionParses(Event schedule) {
        parse(schedule.properties().get("ScheduleExpression").toString());
    }

    /** EventBridge Scheduler shares one role and retries by its own policy; rules cost a permission each. */
    @Test
    void schedulesAreOfTheSchedulerService() {
        assertThat(schedules()).allSatisfy(schedule -> {
            assertThat(schedule.type()).isEqualTo("ScheduleV2");
            assertThat(schedule.properties()).containsKey("RetryPolicy");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0 10 * * * *)",
                "cron(61 * * * ? *)",
                "cron(0 10 * * ?)",
                "rate(1 minutes)",
                "rate(5 minute)",
                "rate(0 hours)",
                "at(tomorrow)",
                "every 5 minutes"
            })
    void badExpressionIsRefused(String expression) {
        assertThatThrownBy(() -> parse(expression)).isInstanceOf(RuntimeException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cron(0/15 8-17 ? * MON-FRI *)",
                "cron(0 9 L * ? *)",
                "cron(0 0 ? * 2#1 2026-2027)",
                "rate(1 minute)",
                "rate(5 minutes)",
                "at(2026-01-01T10:00:00)"
            })
    void goodExpressionIsAccepted(String expression) {
        parse(expression);
    }
}
