package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.store.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** How far the steps of a project have brought it: completed ones of all, where cancelled ones are neither. */
final class ProjectProgress {

    static final String COMPLETED = "COMPLETED";

    private static final String CANCELLED = "CANCELLED";
    private static final String PROJECT = "project_id";

    private ProjectProgress() {}

    /** Nothing without any step: then the progress is what somebody entered. */
    static OptionalInt of(Transaction transaction, String project) {
        List<Row> steps = new ArrayList<>(transaction.related("project_milestones", PROJECT, project));
        steps.addAll(transaction.related("project_deliverables", PROJECT, project));
        steps.removeIf(row -> CANCELLED.equals(row.text("status")));
        if (steps.isEmpty()) {
            return OptionalInt.empty();
        }
        long completed = steps.stream()
                .filter(row -> COMPLETED.equals(row.text("status")))
                .count();
        return OptionalInt.of(Math.toIntExact(Math.round(100.0 * completed / steps.size())));
    }
}
