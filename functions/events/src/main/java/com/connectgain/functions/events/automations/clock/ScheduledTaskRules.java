package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.Work;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.Recurrence;
import java.time.Instant;
import java.util.List;

/** Task distribution rules with a schedule: one event per time, and on to the next. */
final class ScheduledTaskRules {

    private final Kernel kernel;
    private final Due due;

    ScheduledTaskRules(Kernel kernel, Due due) {
        this.kernel = kernel;
        this.due = due;
    }

    int run() {
        return due.each("task_automation_rules", "next_run_at", this::ring);
    }

    private boolean ring(Row rule) {
        Instant at = rule.instant("next_run_at").orElseThrow();
        Event event = new Event(
                Ids.derived(at, "schedule#" + rule.id()),
                "schedule",
                rule.organization(),
                at,
                "",
                "",
                Json.object(),
                List.of());
        kernel.queues().send(Work.QUEUE, Work.forRule(event, rule.id()));
        String zone = kernel.store()
                .find("organizations", rule.organization(), rule.organization())
                .flatMap(row -> row.find("timezone"))
                .orElse("UTC");
        Instant next = Recurrence.read(rule.get("schedule"), zone).after(due.now());
        due.change(
                rule,
                values -> values.path("next_run_at").equals(rule.get("next_run_at"))
                        ? values.put("next_run_at", DateTimes.print(next))
                        : null);
        return true;
    }
}
