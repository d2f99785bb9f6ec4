package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.function.BiConsumer;

/** Goes through the rows of a table for a rule on dates, a stretch per message. */
final class DateScan {

    private static final int PAGE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Kernel kernel;

    DateScan(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @param cursor where the message before stopped; null for the beginning */
    void run(Row rule, LocalDate day, String cursor, BiConsumer<Row, Situation> consider) {
        Instant started = Instant.now();
        DateRule dates = DateRule.of(rule, kernel);
        Slice slice = Slice.of(new AccessPath.Whole(), PAGE).startingAfter(cursor);
        while (true) {
            Page page = kernel.store().read(kernel.store().table(dates.table()), rule.organization(), slice);
            page.rows().stream()
                    .filter(row -> dates.isOn(row, day))
                    .forEach(row -> consider.accept(rule, new Situation(kernel, event(rule, row, dates, day))));
            if (page.isLast()) {
                return;
            }
            if (Duration.between(started, Instant.now()).compareTo(PATIENCE) > 0) {
                kernel.queues().send(Work.QUEUE, Work.scan(rule, day, page.next()));
                return;
            }
            slice = slice.startingAfter(page.next());
        }
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
