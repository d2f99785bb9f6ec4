package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** How one outside provider behaves. One that knows nothing special answers {@code 200 {}}. */
public interface Provider {

    String name();

    /** Answers a call of ours; {@code path} follows the provider's base URL and includes the query. */
    default HttpAnswer answer(String path, HttpRequest request) {
        return HttpAnswer.json(200, Json.object());
    }

    /** The channels ({@code whatsapp_cloud}, {@code telegram} ...) whose webhooks this provider sends. */
    default Set<String> channels() {
        return Set.of();
    }

    /** Calls our webhook with an inbound message, in the provider's format, signed as it signs. */
    default Optional<JsonNode> inbound(ObjectNode order, Webhooks webhooks) {
        return Optional.empty();
    }

    /** Calls our webhook with a delivery status. */
    default Optional<JsonNode> status(ObjectNode order, Webhooks webhooks) {
        return Optional.empty();
    }
}
