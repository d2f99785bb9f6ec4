package com.connectgain.sales;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Consumer;

/** A member of a sales team at work, through the public API. */
public final class Sales {

    private final Client client;
    private final String email;
    private String token;
    public final String organization;
    public final String user;

    private Sales(Client client, String email, JsonNode session) {
        this.client = client;
        this.email = email;
        this.token = Client.accessToken(session);
        this.organization = session.at("/user/app_metadata/organization_id").asText();
        this.user = session.at("/user/id").asText();
    }

    /** The owner of a new organization. */
    public static Sales open(LocalCloud cloud) {
        Client client = new Client(cloud);
        String email = Client.newEmail();
        return new Sales(client, email, client.owner(email));
    }

    /** Another member, with these permissions stated. */
    public Sales join(String role, ObjectNode permissions) {
        JsonNode session = client.join(organization, role);
        Sales member = new Sales(client, session.at("/user/email").asText(), session);
        if (!permissions.isEmpty()) {
            rest("PATCH", "profiles?id=eq." + member.user, Json.object().set("permissions", permissions));
        }
        return member;
    }

    public Sales join(String role) {
        return join(role, Json.object());
    }

    public String token() {
        return token;
    }

    /** After the clock was moved: sessions are short. */
    public void signInAgain() {
        token = Client.accessToken(client.signIn(email).ok());
    }

    public Answer rest(String method, String path, JsonNode body, String... headers) {
        return client.as(token, method, "/rest/v1/" + path, body, headers);
    }

    public Answer function(String method, String path, JsonNode body, String... headers) {
        return client.as(token, method, "/functions/v1/" + path, body, headers);
    }

    /** Without any credential, as an outsider with a link. */
    public Answer outside(String method, String path, JsonNode body, String... headers) {
        return client.call(method, "/functions/v1/" + path, body, headers);
    }

    public Answer rpc(String function, ObjectNode arguments) {
        return rest("POST", "rpc/" + function, arguments);
    }

    public JsonNode insert(String table, ObjectNode row) {
        return written(201, rest("POST", table, row, "prefer", "return=representation"))
                .path(0);
    }

    public JsonNode change(String table, JsonNode row, ObjectNode changes) {
        String path = table + "?id=eq." + id(row);
        return written(200, rest("PATCH", path, changes, "prefer", "return=representation"))
                .path(0);
    }

    public JsonNode read(String path) {
        return written(200, rest("GET", path, null));
    }

    public JsonNode contact(String name) {
        return insert("contacts", Json.object().put("first_name", name));
    }

    public JsonNode deal(JsonNode contact, String title, Consumer<ObjectNode> more) {
        ObjectNode deal = Json.object().put("title", title).put("contact_id", id(contact));
        more.accept(deal);
        return insert("deals", deal);
    }

    public static String id(JsonNode row) {
        return row.path("id").asText();
    }

    private static JsonNode written(int expected, Answer answer) {
        if (answer.status() != expected) {
            throw new AssertionError("Expected " + expected + ", got " + answer.status() + ": "
                    + answer.raw().body());
        }
        return answer.body();
    }
}
