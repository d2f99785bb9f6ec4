package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** The n8n that provisions an account at sign-up: one e-mail address always gets the same key. */
final class N8nProvider implements Provider {

    @Override
    public String name() {
        return "n8n";
    }

    @Override
    public HttpAnswer answer(String path, HttpRequest request) {
        if (!path.contains("/webhook/connectGain-onSignup")) {
            return HttpAnswer.json(200, Json.object());
        }
        String email = "";
        try {
            JsonNode order = Json.parse(request.body());
            email = order.findPath("email").asText("");
        } catch (JsonProcessingException malformed) {
            return HttpAnswer.message(400, "The request body is not valid JSON");
        }
        UUID stable = UUID.nameUUIDFromBytes(
                email.strip().toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
        return HttpAnswer.json(200, Json.object().put("apiKey", "appgain-sandbox-" + stable));
    }
}
