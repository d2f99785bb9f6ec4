package com.connectgain.shared.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.connectgain.shared.http.Json;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecurrenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"frequency":"daily","at":"09:00"}                                 | 2026-03-01T08:00:00Z | 2026-03-01T09:00:00Z
        {"frequency":"daily","at":"09:00"}                                 | 2026-03-01T09:00:00Z | 2026-03-02T09:00:00Z
        {"frequency":"daily","at":"09:00","timezone":"Africa/Cairo"}       | 2026-03-01T08:00:00Z | 2026-03-02T07:00:00Z
        {"frequency":"daily","at":"09:00","timezone":"America/New_York"}   | 2026-03-07T20:00:00Z | 2026-03-08T13:00:00Z
        {"frequency":"weekly","weekday":0,"at":"09:00"}                    | 2026-03-02T00:00:00Z | 2026-03-08T09:00:00Z
        {"frequency":"weekly","weekday":7,"at":"09:00"}                    | 2026-03-02T00:00:00Z | 2026-03-08T09:00:00Z
        {"frequency":"monthly","day":31,"at":"09:00"}                      | 2026-02-01T00:00:00Z | 2026-02-28T09:00:00Z
        {"frequency":"hourly","at":"00:15"}                                | 2026-03-01T08:20:00Z | 2026-03-01T09:15:00Z
        {}                                                                 | 2026-03-01T08:00:00Z | 2026-03-01T09:00:00Z
        """)
    void nextTimeIsTheFirstAfterTheMoment(String schedule, String from, String next) {
        assertThat(Recurrence.read(Json.read(schedule), "UTC").after(Instant.parse(from)))
                .isEqualTo(Instant.parse(next));
    }

    @Test
    void nonsenseIsNamed() {
        assertThatThrownBy(() -> Recurrence.read(Json.read("{\"frequency\":\"sometimes\"}"), "UTC"))
                .hasMessageContaining("frequency");
        assertThatThrownBy(() -> Recurrence.read(Json.read("{\"at\":\"noon\"}"), "UTC"))
                .hasMessageContaining("at must be a time");
        assertThatThrownBy(() -> Recurrence.read(Json.read("{\"weekday\":9}"), "UTC"))
                .hasMessageContaining("weekday");
    }
}
