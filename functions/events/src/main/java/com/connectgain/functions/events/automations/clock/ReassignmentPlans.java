package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.Work;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;

/** Rules of deal reassignment that were made or changed: deals that are there already are planned by the worker. */
final class ReassignmentPlans {

    private final Kernel kernel;
    private final Due due;

    ReassignmentPlans(Kernel kernel, Due due) {
        this.kernel = kernel;
        this.due = due;
    }

    int run() {
        return due.each("deal_reassignment_rules", "next_run_at", this::hand);
    }

    private boolean hand(Row rule) {
        kernel.queues().send(Work.QUEUE, Work.plan(rule, null));
        due.change(
                rule,
                values -> values.path("next_run_at").equals(rule.get("next_run_at"))
                        ? values.putNull("next_run_at")
                        : null);
        return true;
    }
}
