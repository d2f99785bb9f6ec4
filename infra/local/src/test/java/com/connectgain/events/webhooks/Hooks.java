package com.connectgain.events.webhooks;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** An organization with an API key, its webhooks, and the sinks that receive what is sent. */
final class Hooks {

    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String REST = "/rest/v1/";

    final Client client;
    final String session;
    final String organization;
    final String key;
    private final LocalCloud cloud;
    private final Map<String, List<JsonNode>> seen = new ConcurrentHashMap<>();

    Hooks(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
        JsonNode owner = client.owner(Client.newEmail());
        session = Client.accessToken(owner);
        organization = owner.at("/user/app_metadata/organization_id").asText();
        key = client.as(
                        session,
                        "POST",
                        "/functions/v1/generate-api-key",
                        Json.object().put("name", "hooks"))
                .ok()
                .path("api_key")
                .asText();
    }

    static String newSink() {
        return "s" + UUID.randomUUID().toString().replace("-", "");
    }

    String url(String sink) {
        return cloud.url() + "/_sandbox/sink/" + sink;
    }

    /** The id of a new webhook that sends to a sink. */
    JsonNode webhook(String sink, String secret, String... events) {
        ObjectNode body = Json.object().put("name", sink).put("url", url(sink)).put("secret", secret);
        ArrayNode names = body.putArray("events");
        for (String event : events) {
            names.add(event);
        }
        return insert("webhook_configurations", body);
    }

    /** A webhook made past REST, whose sessions end when the clock is moved. */
    JsonNode insertByKey(String sink) {
        ObjectNode body = Json.object().put("name", sink).put("url", url(sink));
        body.putArray("events").add("contact.created");
        Writing writing =
                new Writing(store(), organization, null, cloud.kernel().clock().instant());
        return cloud.kernel()
                .records()
                .insert(writing, "webhook_configurations", body)
                .values();
    }

    void change(String table, String id, UnaryOperator<ObjectNode> change) {
        store().change(store().table(table), organization, id, change);
    }

    /** Whether a message waits in one of these queues after its function failed. */
    boolean busyQueue(String... queues) {
        JsonNode all = client.call("GET", "/_sandbox/queues", null).body();
        for (String queue : queues) {
            if (all.path(queue).path("in_flight").asInt() > 0) {
                return true;
            }
        }
        return false;
    }

    /** Gives running work this time; what waits for another attempt keeps the cloud busy. */
    boolean idleWithin(Duration time) {
        return client.call("GET", "/_sandbox/idle?timeout_ms=" + time.toMillis(), null)
                        .status()
                == 200;
    }

    /** Leaves nothing behind: what died or was sent twice comes again when its time of invisibility has passed. */
    void settle() {
        client.call("DELETE", "/_sandbox/kill", null);
        forgetFaults();
        for (int rounds = 0; rounds < 60 && !idleWithin(Duration.ofSeconds(1)); rounds++) {
            advance(Duration.ofSeconds(125));
        }
        resetClock();
    }

    JsonNode insert(String table, ObjectNode row) {
        return rest("POST", table, row).body().path(0);
    }

    Answer rest(String method, String path, JsonNode body) {
        Answer answer = client.as(session, method, REST + path, body, "Prefer", "return=representation");
        if (answer.status() >= 300) {
            throw new AssertionError(method + " " + path + ": " + answer.raw().body());
        }
        return answer;
    }

    Answer function(String name, JsonNode body) {
        return client.call("POST", "/functions/v1/" + name, body, "X-API-Key", key);
    }

    /** With the API key, which outlives a clock that is moved. */
    JsonNode contact(String name) {
        return proxy("contacts", Json.object().put("first_name", name)).body().path(0);
    }

    Answer proxy(String table, JsonNode row) {
        return client.call(
                "POST",
                "/functions/v1/rest-api-proxy/" + table,
                row,
                "X-API-Key",
                key,
                "Prefer",
                "return=representation");
    }

    /** What a sink received, oldest first, once there are at least {@code count}. */
    List<JsonNode> received(String sink, int count) {
        return await(
                () -> {
                    List<JsonNode> calls = calls(sink);
                    return calls.size() >= count ? calls : null;
                },
                () -> count + " calls of " + sink + ", got " + calls(sink).size() + "; queues "
                        + client.call("GET", "/_sandbox/queues", null).body());
    }

    /** Asks for new ones only: what is waited for in a loop must not cost more the more has come. */
    List<JsonNode> calls(String sink) {
        List<JsonNode> calls = seen.computeIfAbsent(sink, name -> new ArrayList<>());
        synchronized (calls) {
            long last = calls.isEmpty() ? 0 : calls.getLast().path("seq").asLong();
            client.call("GET", "/_sandbox/calls?provider=sink:" + sink + "&since=" + last, null)
                    .body()
                    .forEach(calls::add);
            return List.copyOf(calls);
        }
    }

    void fail(String sink, int status, int times) {
        sandbox(
                "faults",
                Json.object()
                        .put("provider", "sink:" + sink)
                        .put("status", status)
                        .put("times", times));
    }

    /** The next call is answered so, and asks for time. */
    void askToWait(String sink, String retryAfter) {
        ObjectNode fault = Json.object().put("provider", "sink:" + sink).put("status", 503);
        fault.putObject("headers").put("Retry-After", retryAfter);
        sandbox("faults", fault);
    }

    void forgetFaults() {
        client.call("DELETE", "/_sandbox/faults", null);
    }

    void resetClock() {
        client.call("DELETE", "/_sandbox/clock", null);
    }

    /** The attempts of a webhook's deliveries, oldest first. */
    List<Row> log(String webhook) {
        return rows("webhook_logs").stream()
                .filter(log -> webhook.equals(log.text("webhook_id")))
                .toList();
    }

    List<Row> letters(String webhook) {
        return rows("webhook_dlq").stream()
                .filter(letter -> webhook.equals(letter.text("webhook_id")))
                .toList();
    }

    static String header(JsonNode call, String name) {
        return call.path("headers").properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().asText())
                .findFirst()
                .orElse(null);
    }

    JsonNode sandbox(String what, JsonNode body) {
        Answer answer = client.call("POST", "/_sandbox/" + what, body);
        if (answer.status() >= 300) {
            throw new AssertionError(what + ": " + answer.raw().body());
        }
        return answer.body();
    }

    void advance(Duration time) {
        sandbox("clock", Json.object().put("advance", time.toString()));
    }

    void tick() {
        sandbox("tick", Json.object().put("schedule", "retry-dlq"));
    }

    void idle() {
        client.call("GET", "/_sandbox/idle?timeout_ms=60000", null).ok();
    }

    List<Row> rows(String table) {
        return store().readAll(store().table(table), organization, new AccessPath.Whole());
    }

    Row row(String table, String id) {
        return store().find(table, organization, id).orElseThrow();
    }

    Store store() {
        return cloud.kernel().store();
    }

    static <T> T await(Supplier<T> look, Supplier<String> what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            T found = look.get();
            if (found != null) {
                return found;
            }
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE + ": " + what.get());
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
