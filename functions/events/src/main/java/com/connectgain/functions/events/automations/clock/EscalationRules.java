package com.connectgain.functions.events.automations.clock;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import java.time.Duration;
import java.time.Instant;

/** Escalation rules of tasks that are overdue and of conversations that nobody answers. */
final class EscalationRules {

    private static final Duration EVERY = Duration.ofMinutes(5);

    /** A new rule does not reach further back: old sins would come all at once. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private final Due due;
    private final Windows windows;

    EscalationRules(Kernel kernel, Due due) {
        this.due = due;
        this.windows = new Windows(kernel);
    }

    int run() {
        return due.each("escalation_rules", "next_run_at", this::look);
    }

    private boolean look(Row rule) {
        Instant now = due.now();
        Instant from = rule.instant("scanned_until").orElse(now.minus(LOOKED_BACK));
        Duration after = Duration.ofMinutes(rule.get("after_minutes").asLong());
        switch (rule.text("entity_type")) {
            case "task" -> windows.send(rule, "tasks", "task.overdue", after, from, task -> !task.is("completed"));
            case "conversation" ->
                windows.send(
                        rule,
                        "conversations",
                        "conversation.inactive",
                        after,
                        from,
                        row -> "OPEN".equals(row.text("status"))
                                && "INBOUND".equals(row.text("last_message_direction")));
            default -> {
                // Neglected deals are reassigned by rules of their own; issues are watched by their SLA.
            }
        }
        due.change(
                rule,
                values -> values.put("next_run_at", DateTimes.print(now.plus(EVERY)))
                        .put("scanned_until", DateTimes.print(now)));
        return true;
    }
}
