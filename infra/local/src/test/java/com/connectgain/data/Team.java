package com.connectgain.data;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** An organization of their own, with members of any role and keys of any permission. */
final class Team {

    private static final String REST = "/rest/v1/";
    private static final String PROXY = "/functions/v1/rest-api-proxy/";

    /** Somebody with a session. */
    record Member(String id, String token) {}

    private final Client client;
    private final String id;
    private final Member owner;

    Team(LocalCloud cloud) {
        this.client = new Client(cloud);
        JsonNode session = client.owner(Client.newEmail());
        this.id = session.at("/user/app_metadata/organization_id").asText();
        this.owner = member(session);
    }

    String id() {
        return id;
    }

    Member owner() {
        return owner;
    }

    private static Member member(JsonNode session) {
        return new Member(session.at("/user/id").asText(), Client.accessToken(session));
    }

    /** A new person with this role. */
    Member join(String role) {
        return member(client.join(id, role));
    }

    /** A new person with this role whom the owner gave or took these permissions. */
    Member join(String role, ObjectNode permissions) {
        Member member = join(role);
        Answer set = rest(
                owner, "PATCH", "profiles?id=eq." + member.id(), Json.object().set("permissions", permissions));
        if (set.status() >= 300) {
            throw new AssertionError(set.raw().body());
        }
        return member;
    }

    String newKey() {
        return newKey(Json.object());
    }

    /** @param permissions the flags that are stated; the others are on */
    String newKey(ObjectNode permissions) {
        ObjectNode body = Json.object().put("name", "test");
        body.set("permissions", permissions);
        return client.as(owner.token(), "POST", "/functions/v1/generate-api-key", body)
                .ok()
                .path("api_key")
                .asText();
    }

    Answer rest(Member member, String method, String path, JsonNode body, String... headers) {
        return client.as(member.token(), method, REST + path.replace(">", "%3E"), body, headers);
    }

    /** A new row, written by the owner. */
    JsonNode create(String table, ObjectNode values) {
        Answer created = rest(owner, "POST", table, values, "Prefer", "return=representation");
        if (created.status() != 201) {
            throw new AssertionError(created.status() + " " + created.raw().body());
        }
        return created.body().path(0);
    }

    Answer bare(String method, String path, JsonNode body, String... headers) {
        return client.call(method, path, body, headers);
    }

    Answer proxy(String key, String method, String path, JsonNode body) {
        return client.call(method, PROXY + path.replace(">", "%3E"), body, "X-API-Key", key);
    }
}
