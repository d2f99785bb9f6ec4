package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.Deadlines;
import com.connectgain.functions.events.automations.Work;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Escalation rules. Tasks and conversations are found by an index; of issues the unresolved ones are read, of which
 * there are few; deals, which have dates and no times, are gone through by the worker once a day.
 */
final class EscalationRules {

    private static final Duration EVERY = Duration.ofMinutes(5);

    /** A new rule does not reach further back: old sins would come all at once. */
    private static final Duration LOOKED_BACK = Duration.ofDays(7);

    private static final Duration LEASE = Duration.ofMinutes(2);

    private final Kernel kernel;
    private final Due due;
    private final Windows windows;

    EscalationRules(Kernel kernel, Due due) {
        this.kernel = kernel;
        this.due = due;
        this.windows = new Windows(kernel);
    }

    int run() {
        return due.each("escalation_rules", "next_run_at", this::look);
    }

    private boolean look(Row rule) {
        Instant now = due.now();
        String look = "escalation-look#" + rule.id() + "#" + rule.text("next_run_at");
        if (!due.store().operations().claim(look, now.plus(LEASE))) {
            return false; // another tick is at it; should it die, one after the lease looks again
        }
        Instant from = rule.instant("scanned_until").orElse(now.minus(LOOKED_BACK));
        Deadlines deadlines = Deadlines.of(rule, kernel);
        Instant next = now.plus(EVERY);
        switch (deadlines.table()) {
            case "deals" -> {
                kernel.queues().send(Work.QUEUE, Work.escalation(rule, from, now, null));
                next = deadlines.nextOfDays(now);
            }
            case "project_issues" ->
                List.of("OPEN", "IN_PROGRESS")
                        .forEach(status -> send(
                                deadlines,
                                kernel.store()
                                        .readAll(
                                                kernel.store().table("project_issues"),
                                                rule.organization(),
                                                new AccessPath.Equal("status", status)),
                                from,
                                now));
            default ->
                windows.each(
                        deadlines.table(),
                        rule.organization(),
                        deadlines.hours().before(from, deadlines.after()),
                        deadlines.hours().before(now, deadlines.after()),
                        page -> send(deadlines, page, from, now));
        }
        String nextRun = DateTimes.print(next);
        due.change(rule, values -> values.put("next_run_at", nextRun).put("scanned_until", DateTimes.print(now)));
        return true;
    }

    private void send(Deadlines deadlines, List<Row> rows, Instant from, Instant until) {
        kernel.queues().sendAll(Work.QUEUE, deadlines.messages(rows, from, until));
    }
}
