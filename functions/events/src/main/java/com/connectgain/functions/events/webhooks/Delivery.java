package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * One event on its way to one address.
 *
 * @param webhook the webhook configuration; null when a channel's own address is called
 * @param channel the channel account with such an address; null for a webhook
 * @param body exactly what is sent, the same in every attempt
 */
record Delivery(
        String organization, String webhook, String channel, String event, String type, String timestamp, String body) {

    /** SQS's limit, less the message's own keys. */
    private static final int MOST_BYTES = 240 * 1024;

    /** The same for the same event and address, whoever asks: what was done once is recognised by it. */
    String id() {
        String name = endpoint() + "/" + event;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** What is kept from being called too often at once. */
    String endpoint() {
        return webhook == null ? channel : webhook;
    }

    boolean fitsAMessage() {
        return fitsAMessage(body);
    }

    static boolean fitsAMessage(String body) {
        return Json.write(Json.nodes().textNode(body)).getBytes(StandardCharsets.UTF_8).length <= MOST_BYTES;
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    Delivery carrying(String newBody) {
        return new Delivery(organization, webhook, channel, event, type, timestamp, newBody);
    }

    ObjectNode json() {
        return Json.object()
                .put("organization_id", organization)
                .put("webhook_id", webhook)
                .put("channel_account_id", channel)
                .put("event_id", event)
                .put("event_type", type)
                .put("timestamp", timestamp)
                .put("body", body);
    }

    static Delivery read(JsonNode json) {
        return new Delivery(
                json.path("organization_id").asText(),
                json.path("webhook_id").textValue(),
                json.path("channel_account_id").textValue(),
                json.path("event_id").asText(),
                json.path("event_type").asText(),
                json.path("timestamp").asText(),
                json.path("body").asText());
    }
}
