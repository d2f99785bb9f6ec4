package com.connectgain.shared.records.triggers;

import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Projects: the link that opens a public one, and the history of their status. */
final class ProjectTrigger implements Trigger {

    private static final int TOKEN_BYTES = 24;

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        makeToken(row);
        ObjectNode activity = Json.object().put("activity_type", "CREATED");
        activity.set("project_id", row.path("id"));
        transaction.add("project_activities", activity);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        makeToken(after);
        if (transaction.writing().names("progress")) {
            ProjectProgress.of(transaction, before.id()).ifPresent(progress -> after.put("progress", progress));
        }
        if (Cells.changed(before, after, "status")) {
            ObjectNode history = Json.object();
            history.set("project_id", after.path("id"));
            history.set("old_status", before.get("status"));
            history.set("new_status", after.path("status"));
            transaction.add("project_status_history", history);
            tell(transaction, before, after);
        }
    }

    private static void tell(Transaction transaction, Row before, ObjectNode after) {
        ObjectNode activity = Json.object().put("activity_type", "STATUS_CHANGED");
        activity.set("project_id", after.path("id"));
        activity.putObject("metadata")
                .put("old_status", before.text("status"))
                .put("new_status", after.path("status").asText());
        transaction.add("project_activities", activity);
    }

    /** The token stays when the project is hidden again, so that sharing anew revives the same link. */
    private static void makeToken(ObjectNode row) {
        if (row.path("is_public").asBoolean() && !row.hasNonNull("public_token")) {
            row.put("public_token", RandomText.urlSafe(TOKEN_BYTES));
        }
    }
}
