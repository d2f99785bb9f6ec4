package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.functions.events.webhooks.Dispatcher;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Tells an address of the event: a configured webhook, with the signature, headers, retries and log of its other
 * deliveries, or a URL that the action names.
 */
final class SendWebhook implements Action {

    @Override
    public Plan plan(Order order) {
        Optional<String> id = order.text("webhook_id");
        return id.isPresent()
                ? configured(order, order.row("webhook_configurations", id.get()))
                : new HttpRequest(true).plan(order);
    }

    private static Plan configured(Order order, Row webhook) {
        if (!webhook.is("is_active")) {
            throw new ActionFailure("The webhook " + webhook.text("name") + " is not active");
        }
        Event event = order.situation().event();
        // Under an id of its own: a webhook that also subscribes to the event gets both.
        Event own = new Event(
                order.id("webhook"),
                event.type(),
                event.organization(),
                event.at(),
                event.table(),
                event.entity(),
                event.data(),
                event.causes());
        ObjectNode summary = Json.object().put("webhook_id", webhook.id()).put("event", event.type());
        return new Plan(summary, () -> {
            new Dispatcher(order.kernel()).send(own, List.of(webhook.id()));
            return Json.object()
                    .put("delivery", "Handed to the webhook's deliveries")
                    .put("event_id", own.id());
        });
    }
}
