package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Notes: one on a deal or a task is activity of it. */
final class NoteTrigger implements Trigger {

    private static final String ADDED = "NOTE_ADDED";

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        if (row.hasNonNull("deal_id")) {
            DealTrigger.happened(transaction, Cells.text(row, "deal_id"), ADDED, row.path("id"));
        }
        if (row.hasNonNull("task_id")) {
            TaskTrigger.happened(transaction, Cells.text(row, "task_id"), ADDED, row.path("id"));
        }
    }
}
