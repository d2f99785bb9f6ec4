package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.Work;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import java.time.Duration;

/** Delayed actions: handed to the queue, and again later should nothing have come of it. */
final class DueActions {

    /** Longer than the queue waits before it delivers again, and all its deliveries take. */
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Kernel kernel;
    private final Due due;

    DueActions(Kernel kernel, Due due) {
        this.kernel = kernel;
        this.due = due;
    }

    int run() {
        return due.each("automation_delayed_actions", "run_at", this::hand);
    }

    private boolean hand(Row action) {
        if (!"pending".equals(action.text("status"))) {
            return false;
        }
        kernel.queues().send(Work.QUEUE, Work.delayed(action));
        due.change(
                action,
                values -> values.path("status").asText().equals("pending")
                        ? values.put("run_at", DateTimes.print(due.now().plus(AGAIN)))
                        : null);
        return true;
    }
}
