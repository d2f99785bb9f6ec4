package com.connectgain.shared.records.triggers;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Tasks: when they were completed, what comes after one that repeats, and the timeline of what changed. */
final class TaskTrigger implements Trigger {

    private static final String COMPLETED_AT = "completed_at";
    private static final String DUE = "due_date";

    private static final List<String> REPEATED = List.of(
            "title",
            "description",
            "priority",
            "assignee_id",
            "contact_id",
            "deal_id",
            "conversation_id",
            "tags",
            "recurrence",
            "created_by");

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
        takeContact(transaction, row, "deals", "deal_id");
        takeContact(transaction, row, "conversations", "conversation_id");
        plan(transaction, row);
        stamp(transaction, row);
        tell(transaction, row, "CREATED", Json.nodes().nullNode(), row.path("title"));
        if (row.hasNonNull("deal_id")) {
            DealTrigger.happened(transaction, Cells.text(row, "deal_id"), "TASK_CREATED", row.path("id"));
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "recurrence")) {
            plan(transaction, after);
        }
        if (Cells.changed(before, after, "completed") || Cells.changed(before, after, COMPLETED_AT)) {
            stamp(transaction, after);
        }
        if (Cells.changed(before, after, "completed")) {
            if (after.path("completed").asBoolean()) {
                repeat(transaction, after);
            }
            boolean done = after.path("completed").asBoolean();
            tell(transaction, after, done ? "COMPLETED" : "REOPENED", before.get("completed"), after.path("completed"));
        }
        TOLD.forEach((column, activity) -> {
            if (Cells.changed(before, after, column)) {
                tell(transaction, after, activity, before.get(column), after.path(column));
            }
        });
    }

    /** A task for a deal or a conversation is about its contact, unless it says about whom. */
    private static void takeContact(Transaction transaction, ObjectNode row, String table, String column) {
        if (row.hasNonNull(column)
                && !row.hasNonNull("contact_id")
                && !transaction.writing().names("contact_id")) {
            transaction
                    .find(table, Cells.text(row, column))
                    .ifPresent(about -> row.set("contact_id", about.get("contact_id")));
        }
    }

    private static void plan(Transaction transaction, ObjectNode row) {
        Optional<TaskRecurrence> recurrence = TaskRecurrence.of(row);
        if (recurrence.isPresent() && !row.hasNonNull(DUE)) {
            recurrence
                    .get()
                    .first(
                            transaction.writing().now(),
                            Zones.of(transaction.writing().lookups().organization()))
                    .ifPresent(due -> Cells.put(row, DUE, due));
        }
    }

    /** The next one has an id that follows from this one's: however often a task is completed, it comes back once. */
    private static void repeat(Transaction transaction, ObjectNode done) {
        String id = UUID.nameUUIDFromBytes(("recurrence#" + done.path("id").asText()).getBytes(UTF_8))
                .toString();
        Optional<Instant> due = TaskRecurrence.of(done)
                .flatMap(rule -> rule.next(
                        Cells.instant(done, DUE),
                        transaction.writing().now(),
                        Zones.of(transaction.writing().lookups().organization())));
        if (due.isEmpty() || transaction.find("tasks", id).isPresent()) {
            return;
        }
        ObjectNode next = Json.object().put("id", id);
        REPEATED.forEach(column -> next.set(column, done.path(column)));
        next.set("recurrence_of", done.path("id"));
        Cells.put(next, DUE, due.get());
        transaction.add("tasks", next);
    }

    private static void stamp(Transaction transaction, ObjectNode row) {
        if (!row.path("completed").asBoolean()) {
            row.putNull(COMPLETED_AT);
        } else if (!row.hasNonNull(COMPLETED_AT) || !transaction.writing().names(COMPLETED_AT)) {
            row.put(COMPLETED_AT, transaction.writing().timestamp());
        }
    }

    /** Something happened to the task that its own columns do not show: a note. */
    static void happened(Transaction transaction, String taskId, String activity, JsonNode what) {
        transaction.find("tasks", taskId).ifPresent(task -> {
            tell(transaction, task.values(), activity, Json.nodes().nullNode(), what);
            // The timeline does not look behind the last change of a task.
            transaction.change(
                    task,
                    values -> values.put("updated_at", transaction.writing().timestamp()));
        });
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
