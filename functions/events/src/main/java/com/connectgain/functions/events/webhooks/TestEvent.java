package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An event that never happened, of the first type that a webhook subscribes to; its data says {@code "test": true}. */
final class TestEvent {

    private static final JsonNode SAMPLES = samples();
    private static final Map<String, String> ALIASES =
            Map.of("*", "contact.created", "message.created", "message.received", "", "contact.created");

    private TestEvent() {}

    static Delivery of(Row webhook, Instant now) {
        String named = webhook.get("events").path(0).asText("").strip();
        String type = ALIASES.getOrDefault(named, named);
        String kind = type.split("\\.")[0];
        ObjectNode data = SAMPLES.path(SAMPLES.has(kind) ? kind : "other").deepCopy();
        data.put("organization_id", webhook.organization()).put("test", true);
        return new Delivery(
                webhook.organization(),
                webhook.id(),
                null,
                UUID.randomUUID().toString(),
                type,
                Bodies.timestamp(now),
                Bodies.write(type, now, data));
    }

    private static JsonNode samples() {
        try (InputStream file = TestEvent.class.getResourceAsStream("samples.json")) {
            return Json.read(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
