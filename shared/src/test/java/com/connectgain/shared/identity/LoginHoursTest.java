package com.connectgain.shared.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.catalog.StandardCatalog;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LoginHoursTest {

    /** 2026-03-02 is a Monday; Sunday is day 0. */
    @ParameterizedTest
    @CsvSource({
        "1, 08:00:00, 18:00:00, 2026-03-02T08:00:00Z, true",
        "1, 08:00:00, 18:00:00, 2026-03-02T17:59:59Z, true",
        "1, 08:00:00, 18:00:00, 2026-03-02T18:00:00Z, false",
        "1, 08:00:00, 18:00:00, 2026-03-02T07:59:59Z, false",
        "1, 08:00:00, 18:00:00, 2026-03-03T12:00:00Z, false",
        "0, 00:00:00, 24:00:00, 2026-03-01T23:59:59Z, true",
        "1, 22:00:00, 06:00:00, 2026-03-02T23:00:00Z, true",
        "1, 22:00:00, 06:00:00, 2026-03-03T05:59:59Z, true",
        "1, 22:00:00, 06:00:00, 2026-03-03T06:00:00Z, false",
        "6, 22:00:00, 06:00:00, 2026-03-01T01:00:00Z, true",
        "1, 22:00:00, 06:00:00, 2026-03-02T05:00:00Z, false"
    })
    void hoursIncludeTheirStartAndExcludeTheirEnd(int weekday, String start, String end, String now, boolean open) {
        Row hours = Row.fresh(
                StandardCatalog.load().table("login_schedules"),
                Json.object()
                        .put("id", "6d0f0e9e-0000-4000-8000-000000000001")
                        .put("organization_id", "6d0f0e9e-0000-4000-8000-000000000002")
                        .put("weekday", weekday)
                        .put("start_time", start)
                        .put("end_time", end));

        assertThat(LoginHours.covers(hours, Instant.parse(now).atZone(ZoneId.of("UTC"))))
                .isEqualTo(open);
    }
}
