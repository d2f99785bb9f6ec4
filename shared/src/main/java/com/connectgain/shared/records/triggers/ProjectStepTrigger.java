package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Milestones and deliverables: when they were completed, and how far that brings their project. */
final class ProjectStepTrigger implements Trigger {

    private static final String PROJECT = "project_id";
    private static final String COMPLETED_AT = "completed_at";
    private static final String COMPLETED = "COMPLETED";
    private static final String CANCELLED = "CANCELLED";

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        stamp(transaction, row);
        measure(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        boolean moved = Cells.changed(before, after, PROJECT);
        if (Cells.changed(before, after, "status")) {
            stamp(transaction, after);
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
    }

    private static void stamp(Transaction transaction, ObjectNode row) {
        if (!isCompleted(row.path("status").asText())) {
            row.putNull(COMPLETED_AT);
        } else if (!row.hasNonNull(COMPLETED_AT)) {
            row.put(COMPLETED_AT, transaction.writing().timestamp());
        }
    }

    private static boolean isCompleted(String status) {
        return status.equals(COMPLETED);
    }

    /**
     * Completed items of all items; cancelled ones are neither. Without any, the progress is what somebody entered. The
     * project is read before its steps and always written, so that of two steps completed at once the second looks
     * again and counts the first.
     */
    private static void measure(Transaction transaction, ObjectNode step) {
        String id = Cells.text(step, PROJECT);
        Optional<Row> project = transaction.find("projects", id);
        List<Row> steps = new ArrayList<>(transaction.related("project_milestones", PROJECT, id));
        steps.addAll(transaction.related("project_deliverables", PROJECT, id));
        steps.removeIf(row -> CANCELLED.equals(row.text("status")));
        if (steps.isEmpty() || project.isEmpty()) {
            return;
        }
        long completed =
                steps.stream().filter(row -> isCompleted(row.text("status"))).count();
        int progress = Math.toIntExact(Math.round(100.0 * completed / steps.size()));
        transaction.change(
                project.get(),
                values -> values.put("progress", progress)
                        .put("updated_at", transaction.writing().timestamp()));
    }
}
