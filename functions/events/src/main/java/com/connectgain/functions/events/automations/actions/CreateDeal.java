package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Optional;

/** Inserts a deal of the event's contact; its owner is named, or the contact's assignee, or chosen. */
final class CreateDeal implements Action {

    @Override
    public Plan plan(Order order) {
        Row contact = order.contact();
        ObjectNode deal = Json.object()
                .put("title", order.required(Setting.TITLE))
                .put("contact_id", contact.id())
                .put("source", "automation");
        deal.put("value", value(order));
        order.text("pipeline_id")
                .ifPresent(
                        id -> deal.put("pipeline_id", order.row("pipelines", id).id()));
        order.text("stage", "stage_id").ifPresent(stage -> deal.put("stage", stage));
        order.text("priority").ifPresent(priority -> deal.put("priority", priority));
        order.text("description").ifPresent(text -> deal.put("description", text));
        contact.find("company_id").ifPresent(id -> deal.put("company_id", id));
        order.situation().conversation().ifPresent(row -> deal.put("conversation_id", row.id()));
        Optional<String> owner = order.text("owner_id", "assignee_id")
                .filter(id -> !Choice.isWordForAutomatic(id))
                .map(id -> order.member(id).id())
                .or(() -> contact.find("assignee_id"));
        owner.ifPresent(id -> deal.put("owner_id", id));
        ObjectNode summary = Json.object();
        summary.set("deal", deal.deepCopy());
        return new Plan(summary, () -> {
            if (owner.isEmpty()) {
                Choice.of(order, Work.DEAL).assignee(order).ifPresent(id -> deal.put("owner_id", id));
            }
            Row written = order.insert("deals", deal);
            return Json.object().put("deal_id", written.id()).put("owner_id", written.text("owner_id"));
        });
    }

    private static BigDecimal value(Order order) {
        String text = order.text("value", "amount").orElse("0");
        if (!text.matches("\\d{1,15}(\\.\\d{1,6})?")) {
            throw new ActionFailure("value must be a number: " + text);
        }
        return new BigDecimal(text);
    }
}
