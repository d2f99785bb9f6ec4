package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Notes: one on a deal is activity of the deal. */
final class NoteTrigger implements Trigger {

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        if (row.hasNonNull("deal_id")) {
            DealTrigger.happened(transaction, Cells.text(row, "deal_id"), "NOTE_ADDED", row.path("id"));
        }
    }
}
