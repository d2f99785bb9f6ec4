package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Rules that the clock looks at again and again while they are active: from now on, whenever they change. */
record WatchTrigger(List<String> settings) implements Trigger {

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        plan(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (settings.stream().anyMatch(column -> Cells.changed(before, after, column))) {
            plan(transaction, after);
        }
    }

    private static void plan(Transaction transaction, ObjectNode row) {
        if (row.path("is_active").asBoolean()) {
            row.put("next_run_at", transaction.writing().timestamp());
        } else {
            row.putNull("next_run_at");
        }
    }
}
