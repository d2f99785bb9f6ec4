package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What API keys may do through the proxy, and what their owners may do with them. */
@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class ApiKeyAccessTest {

    private final Team team;
    private final String key;

    ApiKeyAccessTest(LocalCloud cloud) {
        this.team = new Team(cloud);
        this.key = team.newKey();
    }

    private static void forbidden(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(403);
        assertThat(answer.body().path("error").asText()).isEqualTo("Insufficient permissions");
    }

    @ParameterizedTest
    @ValueSource(strings = {"messages", "conversations"})
    void keyThatMayNotReadMessagesIsRefused(String table) {
        String blind = team.newKey(Json.object().put("can_read_messages", false));

        forbidden(team.proxy(blind, "GET", table, null));
        forbidden(team.proxy(blind, "DELETE", table + "?status=eq.OPEN", null));
        assertThat(team.proxy(blind, "GET", "contacts", null).status()).isEqualTo(200);
        assertThat(team.proxy(key, "GET", table, null).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"contacts", "companies", "deals", "pipelines", "products", "deal_contacts"})
    void keyWithoutCrmSeesNoneOfIt(String table) {
        String other = team.newKey(Json.object().put("can_access_crm", false));

        forbidden(team.proxy(other, "GET", table, null));
        forbidden(team.proxy(other, "POST", table, Json.object()));
        assertThat(team.proxy(other, "GET", "tasks", null).status()).isEqualTo(200);
    }

    @Test
    void keyThatMayNotSendReadsMessagesOnly() {
        String reader = team.newKey(Json.object().put("can_send_messages", false));

        assertThat(team.proxy(reader, "GET", "messages", null).status()).isEqualTo(200);
        forbidden(team.proxy(reader, "POST", "messages", Json.object().put("direction", "OUTBOUND")));
        forbidden(team.proxy(
                reader, "PATCH", "messages?status=eq.SENT", Json.object().put("status", "READ")));
    }

    @Test
    void keyManagesChannelsOnlyWithThePermissionOfSettings() {
        String other = team.newKey(Json.object().put("can_manage_settings", false));
        ObjectNode channel = Json.object().put("name", "By key").put("type", "WHATSAPP_LITE");

        Answer created = team.proxy(key, "POST", "channel_accounts", channel);

        assertThat(created.status()).as(created.raw().body()).isEqualTo(201);
        String one = "channel_accounts?id=eq." + created.body().at("/0/id").asText();
        assertThat(team.proxy(other, "GET", one, null).body()).hasSize(1);
        forbidden(team.proxy(other, "POST", "channel_accounts", channel));
        forbidden(team.proxy(other, "PATCH", one, Json.object().put("name", "No")));
        forbidden(team.proxy(other, "DELETE", one, null));
        assertThat(team.proxy(key, "DELETE", one, null).body()).hasSize(1);
    }

    @Test
    void keyReadsProfilesAndChangesNone() {
        Answer read = team.proxy(key, "GET", "profiles?select=id,role", null);

        assertThat(read.body().at("/0/role").asText()).isEqualTo("OWNER");
        forbidden(
                team.proxy(key, "PATCH", "profiles?role=eq.OWNER", Json.object().put("first_name", "No")));
        forbidden(team.proxy(key, "POST", "profiles", Json.object().put("email", "x@example.com")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"api_keys", "user_roles", "invitations", "auth_users", "audit_logs", "webhooks", "tags", "x"})
    void otherTablesAreNotThereForKeys(String table) {
        Answer answer = team.proxy(key, "GET", table, null);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body().path("error").asText()).isEqualTo("Could not find resource");
        assertThat(answer.body().path("code").asText()).isEqualTo("RESOURCE_NOT_FOUND");
    }

    @Test
    void keyIsNoCredentialOfRest() {
        Answer answer = team.bare("GET", "/rest/v1/contacts", null, "X-API-Key", key);
        Answer asApikey = team.bare("GET", "/rest/v1/contacts", null, "apikey", key);

        assertThat(answer.status()).isEqualTo(401);
        assertThat(asApikey.status()).isEqualTo(401);
    }

    @Test
    void keysAreListedWithoutTheirHashByWhoConfigures() {
        String columns = "?select=id,name,key_prefix,permissions,is_active,expires_at,last_used_at,created_at";
        JsonNode listed =
                team.rest(team.owner(), "GET", "api_keys" + columns, null).ok();
        JsonNode whole = team.rest(team.owner(), "GET", "api_keys", null).ok();

        assertThat(listed).isNotEmpty();
        assertThat(listed.toString()).doesNotContain(key);
        assertThat(whole.get(0).has("key_hash")).isFalse();
        assertThat(key).startsWith(listed.at("/0/key_prefix").asText().replace("...", ""));
        assertThat(team.rest(team.join("AGENT"), "GET", "api_keys", null).body())
                .isEmpty();
        Answer forged = team.rest(
                team.owner(), "POST", "api_keys", Json.object().put("name", "x").put("key_prefix", "cg_"));
        assertThat(forged.status()).isIn(400, 403);
    }

    @Test
    void switchedOffKeyIsRefusedAtOnceAndWorksAgainAfterwards() {
        String other = team.newKey();
        JsonNode row = team.rest(team.owner(), "GET", "api_keys?order=created_at.desc&limit=1", null)
                .ok()
                .get(0);
        String path = "api_keys?id=eq." + row.path("id").asText();
        assertThat(team.proxy(other, "GET", "contacts", null).status()).isEqualTo(200);

        team.rest(team.owner(), "PATCH", path, Json.object().put("is_active", false));
        Answer refused = team.proxy(other, "GET", "contacts", null);
        team.rest(team.owner(), "PATCH", path, Json.object().put("is_active", true));
        Answer again = team.proxy(other, "GET", "contacts", null);
        team.rest(team.owner(), "DELETE", path, null);
        Answer deleted = team.proxy(other, "GET", "contacts", null);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.body().path("error").asText()).isEqualTo("Invalid or expired API key");
        assertThat(again.status()).isEqualTo(200);
        assertThat(deleted.status()).isEqualTo(401);
    }

    @Test
    void narrowedKeyIsNarrowAtOnce() {
        String other = team.newKey();
        JsonNode row = team.rest(team.owner(), "GET", "api_keys?order=created_at.desc&limit=1", null)
                .ok()
                .get(0);
        assertThat(team.proxy(other, "GET", "contacts", null).status()).isEqualTo(200);

        ObjectNode narrowed = Json.object();
        narrowed.putObject("permissions").put("can_access_crm", false);
        team.rest(team.owner(), "PATCH", "api_keys?id=eq." + row.path("id").asText(), narrowed);

        forbidden(team.proxy(other, "GET", "contacts", null));
    }
}
