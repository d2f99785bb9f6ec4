package com.connectgain.shared.records.triggers;

import com.connectgain.shared.automations.RuleCheck;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Escalation rules: they must make sense, and the clock looks at them while they are active. */
final class EscalationRuleTrigger implements Trigger {

    /** What may be said of which; {@code overdue} of a conversation is that nobody answered. */
    private static final Map<String, List<String>> CONDITIONS = Map.of(
            "conversation", List.of("overdue", "no_reply", "inactive"),
            "task", List.of("overdue"),
            "deal", List.of("overdue", "inactive"),
            "project_issue", List.of("overdue", "sla_at_risk", "sla_violated"));

    private static final WatchTrigger CLOCK =
            new WatchTrigger(List.of("entity_type", "condition", "after_minutes", "business_hours_only", "is_active"));

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        check(row);
        CLOCK.inserting(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (List.of("entity_type", "condition", "filters", "actions").stream()
                .anyMatch(column -> Cells.changed(before, after, column))) {
            check(after);
        }
        CLOCK.updating(transaction, before, after);
    }

    private static void check(ObjectNode row) {
        String entity = row.path("entity_type").asText();
        List<String> allowed = CONDITIONS.get(entity);
        if (!allowed.contains(row.path("condition").asText())) {
            throw Problem.badRequest(
                    "condition must be one of " + String.join(", ", allowed) + " for entity_type " + entity);
        }
        RuleCheck.conditions(row, "filters");
        RuleCheck.actions(row);
    }
}
