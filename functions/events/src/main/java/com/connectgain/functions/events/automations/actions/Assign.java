package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Gives a conversation, task, deal or contact to a member: a named one, or one chosen by a strategy. */
record Assign(Work work, boolean automatic) implements Action {

    @Override
    public Plan plan(Order order) {
        Row row = switch (work) {
            case CONVERSATION -> order.conversation();
            case TASK -> order.task();
            case DEAL -> order.deal();
            case CONTACT -> order.contact();
        };
        Optional<String> named = order.text("assignee_id", "user_id", "owner_id", "assignee", "assigned_to")
                .filter(id -> !Choice.isWordForAutomatic(id));
        if (!automatic && named.isPresent()) {
            Row member = order.member(named.get());
            ObjectNode summary = summary(row).put("assignee_id", member.id());
            return new Plan(summary, () -> assigned(order, row, member.id()));
        }
        if (!automatic
                && !order.config().hasNonNull("strategy")
                && !order.config().hasNonNull("team_id")) {
            throw new ActionFailure("An assignee is required (assignee_id)");
        }
        boolean taken = row.find(work.column()).isPresent();
        if (taken && !order.config().path("reassign").asBoolean()) {
            return new Plan(summary(row).put("skipped", "It has an assignee already"), Json::object);
        }
        Choice choice = Choice.of(order, work);
        ObjectNode summary =
                summary(row).put("strategy", choice.wanted().strategy().word());
        return new Plan(
                summary,
                () -> choice.assignee(order)
                        .map(member -> assigned(order, row, member))
                        .orElseGet(() -> Json.object().putNull("assignee_id").put("skipped", "Nobody is available")));
    }

    private ObjectNode summary(Row row) {
        return Json.object().put("table", work.table()).put("id", row.id());
    }

    private ObjectNode assigned(Order order, Row row, String member) {
        order.change(row, values -> values.put(work.column(), member));
        return Json.object().put("assignee_id", member);
    }
}
