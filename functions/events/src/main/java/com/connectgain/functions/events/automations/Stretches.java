package com.connectgain.functions.events.automations;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/** Goes through a whole table, as much of it as one message may take. */
final class Stretches {

    private static final int PAGE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Stretches() {}

    /**
     * @param cursor where the message before stopped; null for the beginning
     * @param goOn told where the next message must begin, when something is left
     */
    static void through(
            Store store, String table, String organization, String cursor, Consumer<Row> each, Consumer<String> goOn) {
        Instant started = Instant.now();
        Slice slice = Slice.of(new AccessPath.Whole(), PAGE).startingAfter(cursor);
        while (true) {
            Page page = store.read(store.table(table), organization, slice);
            page.rows().forEach(each);
            if (page.isLast()) {
                return;
            }
            if (Duration.between(started, Instant.now()).compareTo(PATIENCE) > 0) {
                goOn.accept(page.next());
                return;
            }
            slice = slice.startingAfter(page.next());
        }
    }
}
