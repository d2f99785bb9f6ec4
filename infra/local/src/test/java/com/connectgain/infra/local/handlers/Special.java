package com.connectgain.infra.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CountDownLatch;

/** Does what its path says. */
public final class Special implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = Json.read(input);
        ObjectNode answer = Json.object().put("statusCode", 200).put("body", "special");
        switch (event.path("pathParameters").path("how").asText()) {
            case "crash" -> throw new IllegalStateException("on purpose");
            case "hang" -> {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                }
            }
            case "binary" ->
                answer.put("statusCode", 201)
                        .put("isBase64Encoded", true)
                        .put("body", Base64.getEncoder().encodeToString(new byte[] {0, (byte) 0xff, 10}))
                        .set("headers", Json.object().put("Content-Type", "application/octet-stream"));
            case "cookies" -> answer.putArray("cookies").add("a=1; HttpOnly").add("b=2");
            case "split" -> answer.set("headers", Json.object().put("X-Bad", "a\r\nSet-Cookie: stolen=1"));
            case "large" -> answer.put("body", "x".repeat(7 * 1024 * 1024));
            case "status" -> answer.put("statusCode", 42);
            case "nonsense" -> {
                output.write("not json".getBytes(StandardCharsets.UTF_8));
                return;
            }
            default -> answer.set("headers", Json.object().put("Access-Control-Allow-Origin", "https://evil.example"));
        }
        output.write(Json.bytes(answer));
    }
}
