package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.Work;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Rows whose activity column passed a mark since the clock last looked: one narrow stretch of an index, whatever the
 * table holds.
 */
final class Windows {

    private static final int PAGE = 500;

    private final Kernel kernel;

    Windows(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * @param offset how long after its activity a row is meant; negative for before
     * @param from when the clock looked last, exclusive
     */
    void send(Row rule, String table, String type, Duration offset, Instant from, Predicate<Row> wanted) {
        Instant until = kernel.clock().instant().minus(offset);
        each(
                table,
                rule.organization(),
                from.minus(offset),
                until,
                page -> kernel.queues()
                        .sendAll(
                                Work.QUEUE,
                                page.stream()
                                        .filter(wanted)
                                        .map(row -> Work.forRule(event(rule, row, type, offset), rule.id()))
                                        .toList()));
    }

    /** Page by page, the rows whose activity was after {@code from} and not after {@code until}. */
    void each(String table, String organization, Instant from, Instant until, Consumer<List<Row>> work) {
        Store store = kernel.store();
        // Sort keys are "<timestamp>#<id>", and '$' is the character after '#'.
        Slice slice = Slice.of(new AccessPath.Active(), PAGE)
                .between(DateTimes.print(from) + "$", DateTimes.print(until) + "$");
        Page page;
        do {
            page = store.read(store.table(table), organization, slice);
            work.accept(page.rows());
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
    }

    /** The same for the same rule, row and mark: a window that is read again sends nothing new. */
    private static Event event(Row rule, Row row, String type, Duration offset) {
        String column = row.table().activity().orElseThrow();
        Instant mark = row.instant(column).orElseThrow();
        return new Event(
                Ids.derived(mark, rule.id() + "#" + row.id()),
                type,
                row.organization(),
                mark.plus(offset),
                row.table().name(),
                row.id(),
                EventData.row(row.table(), row.values()),
                List.of());
    }
}
