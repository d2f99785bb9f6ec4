package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Contacts: a new one starts in the organization's default lifecycle stage, unless it is said where; what changes of
 * one is told by its timeline.
 */
final class ContactTrigger implements Trigger {

    private static final String STAGE = "lifecycle_stage_id";
    private static final String DEFAULT_STAGE = "lifecycle_stages_is_default_key";

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        if (!row.hasNonNull(STAGE) && !transaction.writing().names(STAGE)) {
            transaction
                    .writing()
                    .lookups()
                    .marked("lifecycle_stages", DEFAULT_STAGE)
                    .ifPresent(stage -> row.put(STAGE, stage.id()));
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        ContactChanges.between(before, after).ifPresent(changes -> {
            ObjectNode entry = changes.entry();
            entry.set("contact_id", after.path("id"));
            transaction.add("contact_activity_log", entry);
        });
    }
}
