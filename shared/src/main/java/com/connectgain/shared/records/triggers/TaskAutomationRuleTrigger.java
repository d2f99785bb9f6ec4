package com.connectgain.shared.records.triggers;

import com.connectgain.shared.automations.RuleCheck;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.Recurrence;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Task distribution rules: they must make sense, and when one with a schedule is next. */
final class TaskAutomationRuleTrigger implements Trigger {

    private static final String SCHEDULE = "schedule";

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        RuleCheck.taskTrigger(row);
        RuleCheck.conditions(row, "conditions");
        plan(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "trigger_type")) {
            RuleCheck.taskTrigger(after);
        }
        if (Cells.changed(before, after, "conditions")) {
            RuleCheck.conditions(after, "conditions");
        }
        boolean changed = Cells.changed(before, after, "schedule")
                || Cells.changed(before, after, "trigger_type")
                || Cells.changed(before, after, "enabled");
        if (changed) {
            plan(transaction, after);
        }
    }

    private static void plan(Transaction transaction, ObjectNode row) {
        boolean timed = row.path("trigger_type").asText().equalsIgnoreCase(SCHEDULE);
        if (!timed || !row.path("enabled").asBoolean()) {
            row.putNull("next_run_at");
            return;
        }
        if (!row.path("schedule").isObject()) {
            throw Problem.required("schedule");
        }
        String zone = transaction
                .writing()
                .lookups()
                .organization()
                .flatMap(organization -> organization.find("timezone"))
                .orElse("UTC");
        try {
            Recurrence schedule = Recurrence.read(row.path("schedule"), zone);
            Cells.put(row, "next_run_at", schedule.after(transaction.writing().now()));
        } catch (IllegalArgumentException unreadable) {
            throw Problem.badRequest("schedule: " + unreadable.getMessage());
        }
    }
}
