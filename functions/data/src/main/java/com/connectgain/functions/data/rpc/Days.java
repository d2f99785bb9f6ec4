package com.connectgain.functions.data.rpc;

import com.connectgain.shared.http.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/**
 * Whole days, both ends included; without an end they go on for ever.
 *
 * @param first null for no bound
 * @param last null for no bound
 * @param zone where the days begin
 */
record Days(LocalDate first, LocalDate last, ZoneId zone) {

    Days {
        if (first != null && last != null && first.isAfter(last)) {
            throw Problem.of(400, "22023", "start_date must not be after end_date");
        }
    }

    boolean isEndless() {
        return first == null && last == null;
    }

    boolean contains(LocalDate day) {
        return (first == null || !day.isBefore(first)) && (last == null || !day.isAfter(last));
    }

    boolean contains(Instant moment) {
        return contains(LocalDate.ofInstant(moment, zone));
    }
}
