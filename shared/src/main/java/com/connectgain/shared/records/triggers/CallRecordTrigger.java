package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Recorded calls: a deal they are linked to is one of the same contact; a type that a person chose stays. */
final class CallRecordTrigger implements Trigger {

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        checkDeal(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "deal_id")) {
            checkDeal(transaction, after);
        }
        boolean chosen = transaction.writing().names("call_type")
                && !transaction.writing().names("call_type_source");
        if (chosen && Cells.changed(before, after, "call_type")) {
            after.put("call_type_source", "manual");
        }
    }

    private static void checkDeal(Transaction transaction, ObjectNode row) {
        if (!row.hasNonNull("contact_id")) {
            return;
        }
        transaction
                .find("deals", Cells.text(row, "deal_id"))
                .filter(deal -> !deal.get("contact_id").equals(row.path("contact_id")))
                .ifPresent(deal -> {
                    throw Problem.badRequest("deal_id must be a deal of the same contact");
                });
    }
}
