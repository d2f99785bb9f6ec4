package com.connectgain.people;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;

/** A member at work in an organization of their own, with its tables in view. */
public final class Office {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LocalCloud cloud;
    private final Client client;
    private final String token;
    private final String email;
    public final String organization;
    public final String user;

    private Office(LocalCloud cloud, String email, JsonNode session) {
        this.cloud = cloud;
        this.email = email;
        this.client = new Client(cloud);
        this.token = Client.accessToken(session);
        this.organization = session.at("/user/app_metadata/organization_id").asText();
        this.user = session.at("/user/id").asText();
    }

    /** The owner of a new organization. */
    public static Office open(LocalCloud cloud) {
        String email = Client.newEmail();
        return new Office(cloud, email, new Client(cloud).owner(email));
    }

    /** The same member after signing in again: sessions end when the clock is moved far. */
    public Office again() {
        return new Office(cloud, email, client.signIn(email).ok());
    }

    /** Another member of the same organization. */
    public Office join(String role) {
        JsonNode session = client.join(organization, role);
        return new Office(cloud, session.at("/user/email").asText(), session);
    }

    public Answer call(String function, JsonNode body, String... headers) {
        return client.as(token, "POST", "/functions/v1/" + function, body, headers);
    }

    public Answer call(String function, String body, String... headers) {
        return call(function, Json.read(body), headers);
    }

    public Answer rest(String method, String path, JsonNode body) {
        return client.as(token, method, "/rest/v1/" + path, body, "prefer", "return=representation");
    }

    public Answer rpc(String function, JsonNode arguments) {
        return client.as(token, "POST", "/rest/v1/rpc/" + function, arguments);
    }

    public JsonNode insert(String table, JsonNode row) {
        Answer answer = rest("POST", table, row);
        if (answer.status() != 201) {
            throw new AssertionError(answer.status() + " " + answer.raw().body());
        }
        return answer.body().path(0);
    }

    public String insert(String table, String row) {
        return insert(table, Json.read(row)).path("id").asText();
    }

    public JsonNode change(String table, String id, String changes) {
        Answer answer = rest("PATCH", table + "?id=eq." + id, Json.read(changes));
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.raw().body());
        }
        return answer.body().path(0);
    }

    public JsonNode read(String path) {
        Answer answer = rest("GET", path, null);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.raw().body());
        }
        return answer.body();
    }

    public String contact(String name) {
        return insert("contacts", Json.object().put("first_name", name))
                .path("id")
                .asText();
    }

    public Row row(String table, String id) {
        return store().find(table, organization, id).orElse(null);
    }

    public List<Row> all(String table) {
        return store().readAll(store().table(table), organization, new AccessPath.Whole());
    }

    public Store store() {
        return cloud.kernel().store();
    }

    /** Ends the function in its next invocation, when so many of its writes were acknowledged. */
    public void kill(String function, int spared) {
        Answer ordered = client.call(
                "POST",
                "/_sandbox/kill",
                Json.object().put("function", function).put("after", "write").put("spared", spared));
        if (ordered.status() != 204) {
            throw new AssertionError(ordered.raw().body());
        }
    }

    public void spare() {
        client.call("DELETE", "/_sandbox/kill", null);
    }

    public void advance(String duration) {
        client.call("POST", "/_sandbox/clock", Json.object().put("advance", duration));
    }

    /** Runs a scheduled function. */
    public void tick(String function) {
        Answer ticked = client.call("POST", "/_sandbox/tick", Json.object().put("schedule", function));
        if (ticked.status() != 200) {
            throw new AssertionError(ticked.raw().body());
        }
    }

    public void awaitIdle() {
        Answer idle = client.call("GET", "/_sandbox/idle?timeout_ms=" + PATIENCE.toMillis(), null);
        if (idle.status() != 200) {
            throw new AssertionError(idle.raw().body());
        }
    }
}
