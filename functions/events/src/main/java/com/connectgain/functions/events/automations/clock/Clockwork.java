package com.connectgain.functions.events.automations.clock;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntSupplier;

/** All that one tick does. One part's trouble does not keep the others from their work. */
public final class Clockwork {

    private final Map<String, IntSupplier> parts = new TreeMap<>();

    public Clockwork(Kernel kernel) {
        Due due = new Due(kernel);
        parts.put("delayed_actions", new DueActions(kernel, due)::run);
        parts.put("overdue_tasks", new OverdueTasks(due)::run);
        parts.put("timed_rules", new TimedRules(kernel, due)::run);
        parts.put("escalation_rules", new EscalationRules(kernel, due)::run);
        parts.put("scheduled_task_rules", new ScheduledTaskRules(kernel, due)::run);
        parts.put("inactive_deals", new InactiveDeals(kernel, due)::run);
        parts.put("reassignment_plans", new ReassignmentPlans(kernel, due)::run);
    }

    public ObjectNode tick() {
        ObjectNode report = Json.object();
        RuntimeException trouble = null;
        for (Map.Entry<String, IntSupplier> part : parts.entrySet()) {
            try {
                report.put(part.getKey(), part.getValue().getAsInt());
            } catch (RuntimeException failure) {
                if (trouble == null) {
                    trouble = failure;
                } else {
                    trouble.addSuppressed(failure);
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return report;
    }
}
