package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Who had a deal, from when to when. The deal remembers its open row, so that no index has to find it. */
final class DealOwnership {

    private static final String OPEN = "owner_history_id";

    private DealOwnership() {}

    static void change(Transaction transaction, Row before, ObjectNode after) {
        Writing writing = transaction.writing();
        transaction
                .find("deal_owner_history", before.text(OPEN))
                .ifPresent(open -> transaction.change(open, values -> {
                    values.put("ended_at", writing.timestamp());
                    open.instant("changed_at")
                            .ifPresent(since -> values.put("duration_days", Cells.days(since, writing.now())));
                }));
        begin(transaction, after, before);
    }

    /** @param before null for a new deal */
    static void begin(Transaction transaction, ObjectNode deal, Row before) {
        Writing writing = transaction.writing();
        String id = writing.newId();
        ObjectNode history = Json.object()
                .put("id", id)
                .put("changed_at", writing.timestamp())
                .put("changed_by", writing.userId())
                .put("change_reason", reason(writing, deal, before));
        history.set("deal_id", deal.path("id"));
        history.set("owner_id", deal.path("owner_id"));
        if (before != null) {
            history.set("previous_owner_id", before.get("owner_id"));
        }
        transaction.add("deal_owner_history", history);
        deal.put(OPEN, id);
    }

    private static String reason(Writing writing, ObjectNode deal, Row before) {
        if (writing.reason() != null) {
            return writing.reason();
        }
        if (!deal.hasNonNull("owner_id")) {
            return "Unassigned";
        }
        return before == null || before.find(OPEN).isEmpty() ? "Initial assignment" : "Reassigned";
    }
}
