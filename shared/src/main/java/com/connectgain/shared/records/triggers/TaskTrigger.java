package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Tasks: when they were completed, and the timeline of what changed. */
final class TaskTrigger implements Trigger {

    private static final String COMPLETED_AT = "completed_at";

    private static final Map<String, String> TOLD = Map.of(
            "title", "TITLE_CHANGED",
            "priority", "PRIORITY_CHANGED",
            "due_date", "DUE_DATE_CHANGED",
            "assignee_id", "ASSIGNEE_CHANGED");

    @Override
    public void fill(Writing writing, ObjectNode sent) {
        if (Cells.isBlank(sent, "title")) {
            throw Problem.required("title");
        }
    }

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        stamp(transaction, row);
        tell(transaction, row, "CREATED", Json.nodes().nullNode(), row.path("title"));
        if (row.hasNonNull("deal_id")) {
            DealTrigger.happened(transaction, Cells.text(row, "deal_id"), "TASK_CREATED", row.path("id"));
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "completed")) {
            stamp(transaction, after);
            boolean done = after.path("completed").asBoolean();
            tell(transaction, after, done ? "COMPLETED" : "REOPENED", before.get("completed"), after.path("completed"));
        }
        TOLD.forEach((column, activity) -> {
            if (Cells.changed(before, after, column)) {
                tell(transaction, after, activity, before.get(column), after.path(column));
            }
        });
    }

    private static void stamp(Transaction transaction, ObjectNode row) {
        if (!row.path("completed").asBoolean()) {
            row.putNull(COMPLETED_AT);
        } else if (!row.hasNonNull(COMPLETED_AT) || !transaction.writing().names(COMPLETED_AT)) {
            row.put(COMPLETED_AT, transaction.writing().timestamp());
        }
    }

    private static void tell(
            Transaction transaction, ObjectNode task, String activity, JsonNode before, JsonNode after) {
        ObjectNode entry = Json.object().put("activity_type", activity);
        entry.set("task_id", task.path("id"));
        entry.set("old_value", before);
        entry.set("new_value", after);
        transaction.add("task_activities", entry);
    }
}
