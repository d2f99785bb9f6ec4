package com.connectgain.crm;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One organization with an API key and the pipeline that every organization begins with. */
final class Crm {

    private final LocalCloud cloud;
    private final Client client;
    final String session;
    final String organization;
    final String key;

    Crm(LocalCloud cloud) {
        this.cloud = cloud;
        this.client = new Client(cloud);
        JsonNode owner = client.owner(Client.newEmail());
        this.session = Client.accessToken(owner);
        this.organization = owner.at("/user/app_metadata/organization_id").asText();
        this.key = client.as(
                        session,
                        "POST",
                        "/functions/v1/generate-api-key",
                        Json.object().put("name", "import"))
                .ok()
                .path("api_key")
                .asText();
    }

    Answer post(String function, JsonNode body, String... headers) {
        String[] all = java.util.Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "X-API-Key";
        all[headers.length + 1] = key;
        return client.call("POST", "/functions/v1/" + function, body, all);
    }

    /** As {@link #post}, with another key. */
    Answer postBy(String otherKey, String function, String body) {
        return client.call("POST", "/functions/v1/" + function, Json.read(body), "X-API-Key", otherKey);
    }

    Answer postAs(String token, String function, String body) {
        return client.as(token, "POST", "/functions/v1/" + function, Json.read(body));
    }

    /** A key of the same organization; flags that are not stated are on. */
    String newKey(String permissions) {
        ObjectNode body = Json.object().put("name", "other");
        body.set("permissions", Json.read(permissions));
        return client.as(session, "POST", "/functions/v1/generate-api-key", body)
                .ok()
                .path("api_key")
                .asText();
    }

    /** Another member of the organization: their session. */
    String join(String role) {
        return Client.accessToken(client.join(organization, role));
    }

    /** A new row, as the data API makes it. */
    JsonNode create(String table, String row) {
        JsonNode created = client.as(
                        session, "POST", "/rest/v1/" + table, Json.read(row), "Prefer", "return=representation")
                .body();
        if (!created.path(0).has("id")) {
            throw new AssertionError(created.toString());
        }
        return created.path(0);
    }

    void change(String table, String id, String changes) {
        Answer changed = client.as(session, "PATCH", "/rest/v1/" + table + "?id=eq." + id, Json.read(changes));
        if (changed.status() >= 300) {
            throw new AssertionError(changed.raw().body());
        }
    }

    void sandbox(String method, String path, String order) {
        Answer answer = client.call(method, "/_sandbox/" + path, order.isEmpty() ? null : Json.read(order));
        if (answer.status() >= 300) {
            throw new AssertionError(answer.raw().body());
        }
    }

    Row row(String table, String id) {
        return store().find(table, organization, id).orElseThrow();
    }

    Answer post(String function, String body, String... headers) {
        return post(function, Json.read(body), headers);
    }

    JsonNode proxy(String method, String path, JsonNode body) {
        return client.call(
                        method,
                        "/functions/v1/rest-api-proxy/" + path,
                        body,
                        "X-API-Key",
                        key,
                        "Prefer",
                        "return=representation")
                .body();
    }

    Row contact(String id) {
        return store().find("contacts", organization, id).orElseThrow();
    }

    List<Row> all(String table) {
        return store().readAll(store().table(table), organization, new AccessPath.Whole());
    }

    void deleteAll(String table) {
        all(table).forEach(row -> store().delete(row));
    }

    private Store store() {
        return cloud.kernel().store();
    }

    static ObjectNode object(String json) {
        return Json.readObject(json);
    }
}
