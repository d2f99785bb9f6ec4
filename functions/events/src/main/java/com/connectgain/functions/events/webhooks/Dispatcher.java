package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.HumanTakeover;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.queue.Queues.Outgoing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads the messages of both webhook queues: events, of which each subscribed webhook becomes a message of its own, and
 * those messages, which are attempts.
 */
public final class Dispatcher {

    /** SQS's limit, less the message's own keys. */
    private static final int MOST_BYTES = 240 * 1024;

    private final Subscriptions subscriptions;
    private final Bodies bodies;
    private final Takeovers takeovers;
    private final Queues queues;
    private final Deliverer deliverer;

    public Dispatcher(Kernel kernel) {
        subscriptions = new Subscriptions(kernel.store());
        bodies = new Bodies(kernel.store());
        takeovers = new Takeovers(kernel.store());
        queues = kernel.queues();
        deliverer = new Deliverer(kernel);
    }

    public void handle(JsonNode message) {
        if (message.has("takeover")) {
            takeovers
                    .delivery(HumanTakeover.read(message.path("takeover")))
                    .ifPresent(delivery -> queues.sendMessages(
                            Deliverer.QUEUE,
                            List.of(Outgoing.of(Deliverer.message(delivery, 0)).inGroup(delivery.endpoint()))));
        } else if (message.has("retry")) {
            deliverer.again(message);
        } else if (message.has("serve")) {
            deliverer.serve(
                    message.path("serve").asText(), message.path("waiting").asLong());
        } else if (message.has("delivery")) {
            Delivery delivery = Delivery.read(message.path("delivery"));
            if (message.has("event")) {
                delivery = delivery.carrying(bodies.plain(Event.read(message.path("event"))));
            }
            deliverer.first(delivery, message.path("rounds").asInt());
        } else {
            fanOut(Event.read(message));
        }
    }

    private void fanOut(Event event) {
        send(event, subscriptions.of(event.organization(), event.type()));
    }

    /**
     * To these webhooks, whether they subscribe to it or not. The body is made once, so that all of them and all
     * attempts see the same bytes.
     */
    public void send(Event event, List<String> webhooks) {
        if (webhooks.isEmpty()) {
            return;
        }
        String enriched = bodies.enriched(event);
        String body = isSendable(enriched) ? enriched : bodies.plain(event);
        queues.sendMessages(
                Deliverer.QUEUE,
                webhooks.stream()
                        .map(webhook ->
                                Outgoing.of(message(event, webhook, body)).inGroup(webhook))
                        .toList());
    }

    /** A row that no message holds is read again by whoever sends it. */
    private static JsonNode message(Event event, String webhook, String body) {
        Delivery delivery = new Delivery(
                event.organization(), webhook, null, event.id(), event.type(), Bodies.timestamp(event.at()), body);
        if (isSendable(body)) {
            return Deliverer.message(delivery, 0);
        }
        ObjectNode message = (ObjectNode) Deliverer.message(delivery.carrying(""), 0);
        return message.set("event", event.json());
    }

    private static boolean isSendable(String body) {
        return Json.write(Json.nodes().textNode(body)).getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }
}
