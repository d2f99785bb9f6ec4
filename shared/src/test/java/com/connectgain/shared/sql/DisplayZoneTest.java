package com.connectgain.shared.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisplayZoneTest {

    @ParameterizedTest
    @CsvSource({
        "Europe/Vienna, 2026-07-01T14:00:00.5+02:00",
        "europe/vienna, 2026-07-01T14:00:00.5+02:00",
        "UTC, 2026-07-01T12:00:00.5+00:00",
        "-4, 2026-07-01T08:00:00.5-04:00",
        "+04:00, 2026-07-01T08:00:00.5-04:00",
        "-05:30:00, 2026-07-01T17:30:00.5+05:30"
    })
    void momentIsShownInItsZone(String zone, String shown) {
        Type type = Type.of(Kind.TIMESTAMPTZ);

        assertThat(DisplayZone.show(type, Json.nodes().textNode("2026-07-01T12:00:00.5+00:00"), DisplayZone.read(zone))
                        .asText())
                .isEqualTo(shown);
    }

    @Test
    void momentsWithoutAZoneStay() {
        var value = Json.nodes().textNode("2026-07-01T12:00:00");

        assertThat(DisplayZone.show(Type.of(Kind.TIMESTAMP), value, DisplayZone.read("-4")))
                .isSameAs(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Moon/Crater", "", "99", "01:00:30"})
    void textThatNamesNoZoneIsRefused(String text) {
        Problem problem = catchThrowableOfType(Problem.class, () -> DisplayZone.read(text));

        assertThat(problem.status()).isEqualTo(400);
        assertThat(problem.code()).isEqualTo("22023");
    }
}
