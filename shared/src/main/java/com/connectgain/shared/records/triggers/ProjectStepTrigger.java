package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Milestones and deliverables: when they were completed, and how far that brings their project, which tells of it. */
final class ProjectStepTrigger implements Trigger {

    private static final String PROJECT = "project_id";
    private static final String MILESTONES = "project_milestones";
    private static final String MILESTONE = "milestone_id";
    private static final String DEPENDENCIES = "dependencies";
    private static final String COMPLETED_AT = "completed_at";

    /** {@code MILESTONE} or {@code DELIVERABLE}. */
    private final String kind;

    ProjectStepTrigger(String kind) {
        this.kind = kind;
    }

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        requireNeighbours(transaction, null, row);
        stamp(transaction, row);
        measure(transaction, row);
        tell(transaction, row, "ADDED", null);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        boolean moved = Cells.changed(before, after, PROJECT);
        if (moved || Cells.changed(before, after, MILESTONE) || Cells.changed(before, after, DEPENDENCIES)) {
            requireNeighbours(transaction, moved ? null : before, after);
        }
        if (Cells.changed(before, after, "status")) {
            stamp(transaction, after);
            tell(transaction, after, "STATUS_CHANGED", before.text("status"));
        } else if (!moved) {
            return;
        }
        measure(transaction, after);
        if (moved) {
            measure(transaction, before.values());
        }
    }

    @Override
    public void deleting(Transaction transaction, Row row) {
        measure(transaction, row.values());
        tell(transaction, row.values(), "REMOVED", null);
    }

    /** @param before whose dependencies were looked at already; null for none */
    private static void requireNeighbours(Transaction transaction, Row before, ObjectNode row) {
        if (row.hasNonNull(MILESTONE)) {
            requireMilestone(
                    transaction,
                    row,
                    Cells.text(row, MILESTONE),
                    MILESTONE + " must be a milestone of the same project");
        }
        Set<String> known = new HashSet<>();
        if (before != null) {
            before.get(DEPENDENCIES).forEach(id -> known.add(id.asText()));
        }
        for (JsonNode id : row.path(DEPENDENCIES)) {
            if (!known.contains(id.asText())) {
                requireMilestone(
                        transaction, row, id.asText(), DEPENDENCIES + " must be other milestones of the same project");
            }
        }
    }

    private static void requireMilestone(Transaction transaction, ObjectNode row, String id, String refusal) {
        Optional<Row> milestone = transaction.find(MILESTONES, id);
        boolean itself = id.equals(Cells.text(row, "id"));
        if (itself
                || milestone
                        .filter(found -> found.get(PROJECT).equals(row.path(PROJECT)))
                        .isEmpty()) {
            throw Problem.badRequest(refusal);
        }
    }

    private static void stamp(Transaction transaction, ObjectNode row) {
        if (!ProjectProgress.COMPLETED.equals(row.path("status").asText())) {
            row.putNull(COMPLETED_AT);
        } else if (!row.hasNonNull(COMPLETED_AT)) {
            row.put(COMPLETED_AT, transaction.writing().timestamp());
        }
    }

    /**
     * The project is read before its steps and always written, so that of two steps completed at once the second looks
     * again and counts the first.
     */
    private static void measure(Transaction transaction, ObjectNode step) {
        String id = Cells.text(step, PROJECT);
        Optional<Row> project = transaction.find("projects", id);
        OptionalInt progress = ProjectProgress.of(transaction, id);
        if (project.isEmpty() || progress.isEmpty()) {
            return;
        }
        transaction.change(
                project.get(),
                values -> values.put("progress", progress.getAsInt())
                        .put("updated_at", transaction.writing().timestamp()));
    }

    private void tell(Transaction transaction, ObjectNode step, String what, String oldStatus) {
        ObjectNode activity = Json.object().put("activity_type", kind + "_" + what);
        activity.set(PROJECT, step.path(PROJECT));
        ObjectNode metadata = activity.putObject("metadata");
        metadata.set("id", step.path("id"));
        metadata.set("name", step.path("name"));
        if (oldStatus != null) {
            metadata.put("old_status", oldStatus);
            metadata.set("new_status", step.path("status"));
        }
        transaction.add("project_activities", activity);
    }
}
