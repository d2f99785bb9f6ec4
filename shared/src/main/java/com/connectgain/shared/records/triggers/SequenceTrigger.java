package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Sequences begin as drafts, and start only with a step to send. */
final class SequenceTrigger implements Trigger {

    private static final String STATUS = "status";
    private static final String ACTIVE = "active";

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        if (transaction.writing().isClients()) {
            row.put(STATUS, "draft");
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        boolean starts = Cells.changed(before, after, STATUS)
                && after.path(STATUS).asText().equals(ACTIVE);
        if (starts
                && transaction
                        .related("sequence_steps", "sequence_id", before.id())
                        .isEmpty()) {
            throw Problem.badRequest("A sequence needs at least one step to be activated");
        }
    }
}
