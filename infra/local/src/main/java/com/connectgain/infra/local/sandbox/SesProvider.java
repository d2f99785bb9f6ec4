package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.UUID;

/** Amazon SES v2: accepts an e-mail and gives it an id. */
final class SesProvider implements Provider {

    @Override
    public String name() {
        return "ses";
    }

    @Override
    public HttpAnswer answer(String path, HttpRequest request) {
        if (!path.startsWith("/v2/email/outbound-emails") || !request.method().equals("POST")) {
            return HttpAnswer.json(200, Json.object());
        }
        try {
            JsonNode mail = Json.parse(request.body());
            if (!mail.path("Content").isObject()) {
                return refusal("Content is required");
            }
            if (mail.path("Destination").findValues("ToAddresses").isEmpty()
                    && mail.path("Destination").findValues("BccAddresses").isEmpty()) {
                return refusal("Destination is required");
            }
        } catch (JsonProcessingException malformed) {
            return refusal("The request body is not valid JSON");
        }
        return HttpAnswer.json(200, Json.object().put("MessageId", UUID.randomUUID() + "-000000"));
    }

    private static HttpAnswer refusal(String message) {
        return HttpAnswer.json(400, Json.object().put("message", message))
                .withHeader("x-amzn-errortype", "BadRequestException");
    }
}
