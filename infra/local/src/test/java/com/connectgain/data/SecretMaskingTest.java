package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Credentials of channels go in and never come out, neither in the clear nor sealed. */
@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class SecretMaskingTest {

    private static final String SECRET = "EAAG-very-secret-token";
    private static final String MASK = "********";

    private final LocalCloud cloud;
    private final Team team;
    private final String key;
    private String channel;

    SecretMaskingTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.team = new Team(cloud);
        this.key = team.newKey();
    }

    @BeforeEach
    void connect() {
        JsonNode row = team.create("channel_accounts", account());
        channel = row.path("id").asText();
        assertThat(row.at("/settings/access_token").asText()).isEqualTo(MASK);
        JsonNode contact = team.create("contacts", Json.object().put("first_name", "Carla"));
        team.create(
                "conversations",
                Json.object().put("contact_id", contact.path("id").asText()).put("channel_account_id", channel));
    }

    private static ObjectNode account() {
        ObjectNode account = Json.object().put("name", "Cloud").put("type", "WHATSAPP_CLOUD");
        account.putObject("settings")
                .put("access_token", SECRET)
                .put("phone_number_id", "p" + System.nanoTime())
                .put("note", "plain")
                .putObject("nested")
                .put("client_secret", SECRET);
        return account;
    }

    private String stored(String name) {
        Store store = cloud.kernel().store();
        Row row =
                store.find(store.table("channel_accounts"), team.id(), channel).orElseThrow();
        return row.values().at("/settings" + name).asText();
    }

    private static void safe(Answer answer) {
        assertThat(answer.status()).as(answer.raw().body()).isBetween(200, 299);
        assertThat(answer.raw().body()).contains(MASK).doesNotContain(SECRET).doesNotContain("enc:v1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "channel_accounts",
                "channel_accounts?select=settings",
                "channel_accounts?select=token:settings->>access_token",
                "channel_accounts?select=settings->nested",
                "channel_accounts?select=s:settings::text",
                "conversations?select=*,channel_accounts(*)",
                "conversations?select=channel:channel_accounts!inner(settings->access_token)",
                "conversations?select=...channel_accounts(settings)",
                "contacts?select=conversations(channel_accounts(settings))"
            })
    void noReadGivesThemAway(String path) {
        safe(team.rest(team.owner(), "GET", path, null));
        safe(team.rest(team.owner(), "GET", path, null, "Accept", "text/csv"));
        if (path.startsWith("channel_accounts")) {
            safe(team.proxy(key, "GET", path, null));
        }
    }

    @Test
    void noAnswerToAWriteGivesThemAway() {
        String one = "channel_accounts?id=eq." + channel;
        ObjectNode renamed = Json.object().put("name", "New");

        safe(team.rest(team.owner(), "PATCH", one, renamed, "Prefer", "return=representation"));
        safe(team.proxy(key, "PATCH", one, renamed));
        safe(team.proxy(key, "POST", "channel_accounts", account()));
        ObjectNode same = account().put("id", channel);
        safe(team.rest(
                team.owner(),
                "POST",
                "channel_accounts",
                same,
                "Prefer",
                "return=representation,resolution=merge-duplicates"));
        safe(team.proxy(key, "DELETE", one, null));
    }

    @Test
    void noFilterOrErrorTellsThem() {
        String path = "channel_accounts?id=eq." + channel;

        assertThat(team.rest(team.owner(), "GET", path + "&settings->>access_token=eq." + SECRET, null)
                        .body())
                .isEmpty();
        assertThat(team.rest(team.owner(), "GET", path + "&settings->>access_token=like.EAAG*", null)
                        .body())
                .isEmpty();
        assertThat(team.rest(team.owner(), "GET", path + "&settings->>access_token=like.enc*", null)
                        .body())
                .isEmpty();
        ObjectNode nameless = account().putNull("name");
        Answer refused = team.rest(team.owner(), "POST", "channel_accounts", nameless);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.raw().body()).doesNotContain(SECRET);
    }

    @Test
    void theyAreSealedAtRest() {
        assertThat(stored("/access_token")).startsWith("enc:v1:");
        assertThat(stored("/nested/client_secret")).startsWith("enc:v1:");
        assertThat(stored("/note")).isEqualTo("plain");
    }

    @Test
    void maskSentBackKeepsTheSecret() {
        String before = stored("/access_token");
        ObjectNode settings = Json.object();
        settings.putObject("settings")
                .put("access_token", MASK)
                .put("phone_number_id", stored("/phone_number_id"))
                .put("note", "changed")
                .putObject("nested")
                .put("client_secret", MASK);

        safe(team.rest(
                team.owner(),
                "PATCH",
                "channel_accounts?id=eq." + channel,
                settings,
                "Prefer",
                "return=representation"));

        assertThat(stored("/access_token")).isEqualTo(before);
        assertThat(stored("/nested/client_secret")).startsWith("enc:v1:");
        assertThat(stored("/note")).isEqualTo("changed");
        assertThat(cloud.kernel().vault().open(stored("/access_token"))).isEqualTo(SECRET);
    }

    @Test
    void newSecretReplacesTheOldAndNullRemovesIt() {
        ObjectNode settings = Json.object();
        settings.putObject("settings").put("access_token", "another one").putNull("app_secret");

        team.rest(team.owner(), "PATCH", "channel_accounts?id=eq." + channel, settings);

        assertThat(cloud.kernel().vault().open(stored("/access_token"))).isEqualTo("another one");
        assertThat(stored("/app_secret")).isEqualTo("null");
        assertThat(stored("/nested")).isEmpty();
    }
}
