package com.connectgain.functions.account;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.net.HttpCall;
import com.connectgain.shared.net.HttpReply;
import com.connectgain.shared.net.HttpSender;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** The provider's sign-up webhook. The documents also show a body with the user's password; it is never sent. */
final class AppgainSignup {

    private static final String PATH = "/webhook/connectGain-onSignup";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    /** Whom the key is for. */
    record Customer(String phone, String email, String name, String organization) {}

    private final HttpSender sender;
    private final String url;

    AppgainSignup(HttpSender sender, Settings settings) {
        this.sender = sender;
        this.url = settings.provider("N8N", "https://n8n.instabackend.io") + PATH;
    }

    /** @throws IllegalStateException when the provider gave no key; the caller tries again later */
    String keyFor(Customer customer) {
        ObjectNode body = Json.object()
                .put("platform", "connectGain")
                .put("phone", customer.phone())
                .put("email", customer.email())
                .put("name", customer.name())
                .put("org", customer.organization());
        HttpReply reply =
                sender.send(HttpCall.post(url, body).withTimeout(TIMEOUT).toProvider());
        String key = reply.json().path("apiKey").asText("").strip();
        if (!reply.isSuccess() || key.isEmpty()) {
            throw new IllegalStateException("The sign-up webhook answered " + reply.status() + " without a key");
        }
        return key;
    }
}
