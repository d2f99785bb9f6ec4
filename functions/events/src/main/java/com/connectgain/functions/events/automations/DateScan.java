package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;

/** Goes through the rows of a table for a rule on dates, a stretch per message. */
final class DateScan {

    private final Kernel kernel;

    DateScan(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @param cursor where the message before stopped; null for the beginning */
    void run(Row rule, LocalDate day, String cursor, BiConsumer<Row, Situation> consider) {
        DateRule dates = DateRule.of(rule, kernel);
        Stretches.through(
                kernel.store(),
                dates.table(),
                rule.organization(),
                cursor,
                row -> {
                    if (dates.isOn(row, day)) {
                        consider.accept(rule, new Situation(kernel, event(rule, row, dates, day)));
                    }
                },
                next -> kernel.queues().send(Work.QUEUE, Work.scan(rule, day, next)));
    }

    private static Event event(Row rule, Row row, DateRule dates, LocalDate day) {
        Instant at = day.atTime(dates.at()).atZone(dates.zone()).toInstant();
        return new Event(
                Ids.derived(at, rule.id() + "#" + row.id()),
                "date.reached",
                row.organization(),
                at,
                row.table().name(),
                row.id(),
                EventData.row(row.table(), row.values()),
                List.of());
    }
}
