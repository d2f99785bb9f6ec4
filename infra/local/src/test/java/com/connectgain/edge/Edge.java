package com.connectgain.edge;

import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** What tests of functions' edge need of a cloud, and an organization of its own for whoever asks. */
record Edge(LocalCloud cloud) {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    Kernel kernel() {
        return cloud.kernel();
    }

    /** A row as a function would write it. */
    Row insert(String table, ObjectNode values) {
        Store store = kernel().store();
        ObjectNode complete = Json.object()
                .put("id", Ids.next())
                .put("created_at", "2026-01-01T00:00:00+00:00")
                .put("updated_at", "2026-01-01T00:00:00+00:00");
        complete.setAll(values);
        return store.insert(Row.fresh(store.table(table), complete)).row();
    }

    static Request request(String method, Map<String, String> headers) {
        return request(method, headers, new byte[0]);
    }

    static Request request(String method, Map<String, String> headers, byte[] body) {
        return new Request(Ids.next(), method, "/functions/v1/probe", Map.of(), "", headers, body, "203.0.113.7");
    }

    static JsonNode json(Response response) {
        return Json.read(new String(response.body(), StandardCharsets.UTF_8));
    }

    HttpResponse<String> call(String method, String path, JsonNode body) throws IOException, InterruptedException {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create(cloud.url() + path))
                        .method(
                                method,
                                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(Json.write(body)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Polls until the effect is there or patience ends. */
    static void await(String what, BooleanSupplier effect) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!effect.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what);
            }
            Thread.sleep(50);
        }
    }
}
