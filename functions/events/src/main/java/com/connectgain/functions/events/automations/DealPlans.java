package com.connectgain.functions.events.automations;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** When open deals go to another owner, for deals that were there before the rule: newer ones are planned as written. */
public final class DealPlans {

    private final Kernel kernel;

    DealPlans(Kernel kernel) {
        this.kernel = kernel;
    }

    void run(String organization, String rule, String cursor) {
        Store store = kernel.store();
        List<Row> rules =
                store.readAll(store.table("deal_reassignment_rules"), organization, new AccessPath.Whole()).stream()
                        .filter(row -> row.is("is_active"))
                        .toList();
        Stretches.through(
                store,
                "deals",
                organization,
                cursor,
                deal -> {
                    if ("OPEN".equals(deal.text("status"))) {
                        plan(deal, rules);
                    }
                },
                next -> store.find("deal_reassignment_rules", organization, rule)
                        .ifPresent(row -> kernel.queues().send(Work.QUEUE, Work.plan(row, next))));
    }

    /** The rule of the deal's pipeline, else the one of every pipeline. */
    public static Optional<Row> ruleOf(Row deal, List<Row> rules) {
        return rules.stream()
                .filter(rule -> rule.get("pipeline_id").equals(deal.get("pipeline_id")))
                .findFirst()
                .or(() -> rules.stream()
                        .filter(rule -> rule.get("pipeline_id").isNull())
                        .findFirst());
    }

    private void plan(Row deal, List<Row> rules) {
        String due = ruleOf(deal, rules)
                .flatMap(rule -> deal.instant("last_activity_at")
                        .or(() -> deal.instant("created_at"))
                        .map(last -> last.plus(
                                Duration.ofDays(rule.get("inactivity_days").asLong()))))
                .map(DateTimes::print)
                .orElse(null);
        if (java.util.Objects.equals(due, deal.text("inactivity_due_at"))) {
            return;
        }
        kernel.store()
                .change(
                        deal.table(),
                        deal.organization(),
                        deal.id(),
                        values -> values.path("last_activity_at").equals(deal.get("last_activity_at"))
                                ? values.put("inactivity_due_at", due)
                                : null);
    }
}
