package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.assignment.Assignment;
import com.connectgain.shared.assignment.Decision;
import com.connectgain.shared.assignment.Strategy;
import com.connectgain.shared.assignment.Wanted;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** An assignee who is chosen rather than named. The choice of the first attempt stands. */
record Choice(Wanted wanted) {

    private static final Set<String> WORDS = Set.of("auto", "auto_assign", "automatic", "round_robin", "availability");

    static boolean isWordForAutomatic(String text) {
        return WORDS.contains(text.toLowerCase(Locale.ROOT).replace('-', '_'));
    }

    static Choice of(Order order, Work work) {
        String written = order.text("strategy", "assignment_strategy").orElse("round_robin");
        Strategy strategy =
                Strategy.named(written).orElseThrow(() -> new ActionFailure("Unknown strategy: " + written));
        List<String> eligible = order.texts("eligible_user_ids", "user_ids", "users", "assignee_ids");
        Wanted wanted = Wanted.forWork(work, strategy)
                .among(eligible.isEmpty() ? team(order) : eligible)
                .skilledIn(order.text("skill", "task_category", "category").orElse(null))
                .onlineOnly(order.config().path("online_only").asBoolean());
        // Rules that name their own members turn among them alone.
        boolean own = !wanted.eligible().isEmpty() || wanted.onlineOnly();
        return new Choice(own ? wanted.rotatingAs(order.automation()) : wanted);
    }

    private static List<String> team(Order order) {
        Optional<String> id = order.text("team_id");
        if (id.isEmpty()) {
            return List.of();
        }
        order.row("teams", id.get());
        Store store = order.kernel().store();
        List<String> members = store
                .readAll(
                        store.table("team_members"),
                        order.situation().organizationId(),
                        new AccessPath.Equal("team_id", id.get()))
                .stream()
                .map(row -> row.text("user_id"))
                .toList();
        if (members.isEmpty()) {
            throw new ActionFailure("The team has no members");
        }
        return members;
    }

    /** Nobody when nobody fits. */
    Optional<String> assignee(Order order) {
        ObjectNode decided = order.once("assignee", () -> {
            Decision decision = new Assignment(
                            order.kernel().store(), order.kernel().clock())
                    .choose(order.situation().organizationId(), wanted);
            return Json.object().put("assignee_id", decision.assignee().orElse(null));
        });
        return Optional.ofNullable(decided.path("assignee_id").textValue());
    }
}
