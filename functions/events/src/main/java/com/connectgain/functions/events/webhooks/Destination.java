package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where a delivery goes, and how.
 *
 * @param webhook its configuration; empty when it is a channel's own address
 */
record Destination(
        Optional<Row> webhook, String method, String url, Map<String, String> headers, Optional<String> secret) {

    private static final Set<String> OURS = Set.of(
            "content-type",
            "content-length",
            "host",
            "connection",
            "transfer-encoding",
            "user-agent",
            "webhook-id",
            "webhook-timestamp",
            "webhook-signature");

    static Destination of(Row webhook, Vault vault) {
        return new Destination(
                Optional.of(webhook),
                "POST",
                webhook.text("url"),
                headers(webhook.get("headers"), vault),
                webhook.find("secret").map(secret -> opened(secret, vault)).filter(secret -> !secret.isEmpty()));
    }

    /** {@code settings.human_takeover_webhook} of a channel account; empty when it names no address. */
    static Optional<Destination> ofTakeover(Row account, Vault vault) {
        JsonNode settings = account.get("settings").path("human_takeover_webhook");
        String url = settings.path("url").asText("").strip();
        String method = settings.path("method").asText("POST").toUpperCase(Locale.ROOT);
        if (url.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Destination(
                Optional.empty(),
                Set.of("PUT", "PATCH").contains(method) ? method : "POST",
                url,
                headers(settings.path("headers"), vault),
                Optional.empty()));
    }

    /** Whether deliveries have been failing, so that it is called with more care. */
    boolean isFailing() {
        return webhook.flatMap(row -> row.find("failing_since")).isPresent();
    }

    private static Map<String, String> headers(JsonNode configured, Vault vault) {
        Map<String, String> headers = new LinkedHashMap<>();
        configured.properties().forEach(header -> {
            String name = header.getKey().strip();
            String lower = name.toLowerCase(Locale.ROOT);
            if (!name.isEmpty() && !OURS.contains(lower) && !lower.startsWith("x-webhook-")) {
                headers.put(name, opened(header.getValue().asText(), vault));
            }
        });
        return headers;
    }

    private static String opened(String value, Vault vault) {
        return Vault.isSealed(value) ? vault.open(value) : value;
    }
}
