package com.connectgain.functions.events.automations.clock;

import com.connectgain.functions.events.automations.DealPlans;
import com.connectgain.shared.assignment.Assignment;
import com.connectgain.shared.assignment.Strategy;
import com.connectgain.shared.assignment.Wanted;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Open deals that nobody touched for as long as the rule allows go to the next owner. With nobody to take one, it is
 * looked at again in an hour. The new owner hears of it as of every {@code deal.assigned}.
 */
final class InactiveDeals {

    private static final String DUE = "inactivity_due_at";
    private static final String REASON = "Auto-reassigned";
    private static final Duration AGAIN = Duration.ofHours(1);

    private final Kernel kernel;
    private final Due due;

    InactiveDeals(Kernel kernel, Due due) {
        this.kernel = kernel;
        this.due = due;
    }

    int run() {
        return due.each("deals", DUE, this::reassign);
    }

    private boolean reassign(Row deal) {
        List<Row> rules = kernel
                .store()
                .readAll(kernel.store().table("deal_reassignment_rules"), deal.organization(), new AccessPath.Whole())
                .stream()
                .filter(rule -> rule.is("is_active"))
                .toList();
        Optional<Row> rule = DealPlans.ruleOf(deal, rules);
        if (rule.isEmpty()) {
            return postpone(deal, null);
        }
        Optional<String> owner = choose(deal, rule.get());
        if (owner.isEmpty()) {
            return postpone(deal, DateTimes.print(due.now().plus(AGAIN)));
        }
        Instant now = due.now();
        Writing writing = new Writing(kernel.store(), deal.organization(), null, now).because(REASON);
        kernel.records()
                .update(
                        writing,
                        List.of(deal),
                        values -> values.deepCopy().put("owner_id", owner.get()).put("updated_at", writing.timestamp()),
                        current -> current.get(DUE).equals(deal.get(DUE)));
        due.change(
                rule.get(),
                values -> values.put("last_run_at", DateTimes.print(now)).put("last_assigned_user_id", owner.get()));
        return true;
    }

    private Optional<String> choose(Row deal, Row rule) {
        List<String> eligible = new ArrayList<>();
        for (JsonNode id : rule.get("eligible_user_ids")) {
            eligible.add(id.asText());
        }
        Wanted wanted = Wanted.forWork(Work.DEAL, Strategy.ROUND_ROBIN)
                .among(eligible)
                .rotatingAs(rule.id())
                .but(deal.text("owner_id"))
                .onlineOnly(rule.is("online_only"));
        return new Assignment(kernel.store(), kernel.clock())
                .choose(deal.organization(), wanted)
                .assignee();
    }

    private boolean postpone(Row deal, String until) {
        due.change(deal, values -> values.path(DUE).equals(deal.get(DUE)) ? values.put(DUE, until) : null);
        return true;
    }
}
