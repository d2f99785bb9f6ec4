package com.connectgain.functions.events.automations.clock;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Rows whose time has come. One that cannot be handled is put off, so that it does not stand in the others' way; not by
 * a date that people set.
 */
final class Due {

    private static final int PER_SHARD = 100;
    private static final Duration LONGEST_RUN = Duration.ofSeconds(8);
    private static final Duration PUT_OFF = Duration.ofMinutes(10);

    private final Kernel kernel;

    Due(Kernel kernel) {
        this.kernel = kernel;
    }

    Store store() {
        return kernel.store();
    }

    Instant now() {
        return kernel.clock().instant();
    }

    /**
     * Hands every due row to {@code work}, which moves it on; until none is left or others must have their turn.
     *
     * @param column the due index's
     * @param work whether the row was handled
     * @return how many were
     */
    int each(String table, String column, Predicate<Row> work) {
        Instant end = Instant.now().plus(LONGEST_RUN);
        int handled = 0;
        int batch;
        do {
            batch = 0;
            List<Row> due = store().due(store().table(table), DateTimes.print(now()), PER_SHARD);
            for (Row row : due) {
                boolean come =
                        row.instant(column).filter(at -> !at.isAfter(now())).isPresent();
                if (come && handle(row, column, work)) {
                    batch++;
                }
            }
            handled += batch;
        } while (batch > 0 && Instant.now().isBefore(end));
        return handled;
    }

    private boolean handle(Row row, String column, Predicate<Row> work) {
        try {
            return work.test(row);
        } catch (RuntimeException failure) {
            kernel.log()
                    .failure("due row failed", failure, "table", row.table().name(), "id", String.valueOf(row.id()));
            if (row.table().column(column).orElseThrow().isReadOnly()) {
                change(row, values -> values.put(column, DateTimes.print(now().plus(PUT_OFF))));
            }
            return false;
        }
    }

    /** Past the triggers and without a new {@code updated_at}: nobody changed the row, its time moved on. */
    void change(Row row, UnaryOperator<ObjectNode> change) {
        store().change(row.table(), row.organization(), row.id(), change);
    }
}
