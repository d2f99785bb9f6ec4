package com.connectgain.shared.records.triggers;

import com.connectgain.shared.automations.RuleCheck;
import com.connectgain.shared.automations.TriggerType;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Automation rules: they must make sense, and rules that the clock sets off stand in the due index. */
final class AutomationRuleTrigger implements Trigger {

    private static final List<String> PLANNED_BY = List.of("trigger_type", "trigger_config", "conditions", "is_active");

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        RuleCheck.trigger(row);
        checkActions(row);
        RuleCheck.conditions(row, "conditions");
        plan(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "trigger_type") || Cells.changed(before, after, "trigger_config")) {
            RuleCheck.trigger(after);
        }
        if (Cells.changed(before, after, "actions")) {
            checkActions(after);
        }
        if (Cells.changed(before, after, "conditions")) {
            RuleCheck.conditions(after, "conditions");
        }
        if (PLANNED_BY.stream().anyMatch(column -> Cells.changed(before, after, column))) {
            plan(transaction, after);
        }
    }

    private static void checkActions(ObjectNode row) {
        if (row.path("actions").isEmpty()) {
            throw Problem.badRequest("actions must have at least one action");
        }
        RuleCheck.actions(row);
    }

    private static void plan(Transaction transaction, ObjectNode row) {
        boolean timed = TriggerType.isByTheClock(row.path("trigger_type").asText()) || asksForAge(row);
        if (timed && row.path("is_active").asBoolean()) {
            row.put("next_run_at", transaction.writing().timestamp());
        } else {
            row.putNull("next_run_at");
        }
        row.putNull("scanned_until");
    }

    /** A condition such as "no answer for 24 hours" comes true without anything happening. */
    private static boolean asksForAge(ObjectNode row) {
        return row.path("trigger_type")
                        .asText()
                        .toLowerCase(java.util.Locale.ROOT)
                        .startsWith("conversation")
                && Json.write(row.path("conditions"))
                        .toLowerCase(java.util.Locale.ROOT)
                        .replaceAll("[\\s_-]", "")
                        .contains("\"olderthan");
    }
}
