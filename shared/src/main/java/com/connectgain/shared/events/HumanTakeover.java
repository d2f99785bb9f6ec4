package com.connectgain.shared.events;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.queue.Queues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/**
 * Somebody took a conversation over from the bot. Not an event that webhooks subscribe to: the conversation's channel
 * may name an address of its own that is told, in {@code settings.human_takeover_webhook}.
 *
 * @param id one per call that paused the bot; the address is told once per id
 * @param agent {@code {id, name, email}}; of an API key only the name is known
 */
public record HumanTakeover(String id, String organization, String conversation, ObjectNode agent, Instant at) {

    public static final String TYPE = "human_takeover";

    private static final String QUEUE = "DELIVERY_QUEUE";

    /** Delivered like a webhook, with its retries; whoever pauses the bot does not wait for it. */
    public void announce(Queues queues) {
        ObjectNode takeover = Json.object()
                .put("id", id)
                .put("organization_id", organization)
                .put("conversation_id", conversation)
                .put("at", at.toString());
        takeover.set("agent", agent);
        queues.send(QUEUE, Json.object().set("takeover", takeover));
    }

    public static HumanTakeover read(JsonNode json) {
        return new HumanTakeover(
                json.path("id").asText(),
                json.path("organization_id").asText(),
                json.path("conversation_id").asText(),
                json.path("agent") instanceof ObjectNode agent ? agent : Json.object(),
                Instant.parse(json.path("at").asText()));
    }
}
