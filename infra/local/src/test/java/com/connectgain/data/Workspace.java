package com.connectgain.data;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A member at work in an organization of their own, through {@code /rest/v1}. */
final class Workspace {

    private final Client client;
    private final String token;
    final String organization;
    final String user;

    private Workspace(Client client, JsonNode session) {
        this.client = client;
        this.token = Client.accessToken(session);
        this.organization = session.at("/user/app_metadata/organization_id").asText();
        this.user = session.at("/user/id").asText();
    }

    /** The owner of a new organization. */
    static Workspace open(LocalCloud cloud) {
        Client client = new Client(cloud);
        return new Workspace(client, client.owner(Client.newEmail()));
    }

    /** Another member of the same organization. */
    Workspace join(String role) {
        return new Workspace(client, client.join(organization, role));
    }

    Answer call(String method, String path, JsonNode body, String... headers) {
        return client.as(token, method, "/rest/v1/" + path, body, headers);
    }

    Answer tryInsert(String table, JsonNode row) {
        return call("POST", table, row, "prefer", "return=representation");
    }

    JsonNode insert(String table, JsonNode row) {
        return written(201, tryInsert(table, row)).get(0);
    }

    Answer tryChange(String table, String filter, JsonNode changes) {
        return call("PATCH", table + "?" + filter, changes, "prefer", "return=representation");
    }

    JsonNode change(String table, JsonNode row, JsonNode changes) {
        return written(200, tryChange(table, "id=eq." + row.path("id").asText(), changes))
                .get(0);
    }

    void delete(String table, JsonNode row) {
        written(204, call("DELETE", table + "?id=eq." + row.path("id").asText(), null));
    }

    JsonNode read(String path) {
        return written(200, call("GET", path, null));
    }

    /** The row as it is now; missing when it is gone. */
    JsonNode again(String table, JsonNode row) {
        return read(table + "?id=eq." + row.path("id").asText()).path(0);
    }

    JsonNode rpc(String function) {
        return written(200, call("POST", "rpc/" + function, Json.object()));
    }

    JsonNode contact(String name) {
        return insert("contacts", Json.object().put("first_name", name));
    }

    JsonNode channel(String type) {
        return insert("channel_accounts", Json.object().put("name", type).put("type", type));
    }

    JsonNode conversation(JsonNode contact, JsonNode channel) {
        return insert(
                "conversations",
                Json.object()
                        .put("contact_id", contact.path("id").asText())
                        .put("channel_account_id", channel.path("id").asText()));
    }

    JsonNode message(JsonNode conversation, String direction, String content) {
        return insert(
                "messages",
                Json.object()
                        .put("conversation_id", conversation.path("id").asText())
                        .put("direction", direction)
                        .put("content", content));
    }

    JsonNode deal(JsonNode contact, String title) {
        return insert(
                "deals",
                Json.object()
                        .put("title", title)
                        .put("contact_id", contact.path("id").asText()));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JsonNode written(int expected, Answer answer) {
        if (answer.status() != expected) {
            throw new AssertionError("Expected " + expected + ", got " + answer.status() + ": "
                    + answer.raw().body());
        }
        return answer.body();
    }
}
