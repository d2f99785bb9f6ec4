package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.events.EventNames;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Webhooks and dead letters as their administrators handle them. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {

    private static final String TABLE = "webhook_configurations";
    private static final String MASK = "********";

    private Hooks hooks;

    @BeforeAll
    void setUp(LocalCloud cloud) {
        hooks = new Hooks(cloud);
    }

    private JsonNode read(String id) {
        return hooks.rest("GET", TABLE + "?id=eq." + id, null).body().path(0);
    }

    private JsonNode patch(String id, ObjectNode change) {
        return hooks.rest("PATCH", TABLE + "?id=eq." + id, change).body().path(0);
    }

    @Test
    void secretIsShownByTheAnswerThatSetsItAndMaskedAfterwards() {
        String sink = Hooks.newSink();
        JsonNode created = hooks.webhook(sink, "s3cret", "contact.created");
        String id = created.path("id").asText();

        assertThat(created.path("secret").asText()).isEqualTo("s3cret");
        assertThat(read(id).path("secret").asText()).isEqualTo(MASK);
        assertThat(read(id).path("has_secret").asBoolean()).isTrue();
        assertThat(patch(id, Json.object().put("name", "Renamed"))
                        .path("secret")
                        .asText())
                .isEqualTo(MASK);
        assertThat(patch(id, Json.object().put("secret", MASK)).path("secret").asText())
                .isEqualTo(MASK);
        assertThat(patch(id, Json.object().put("secret", "other"))
                        .path("secret")
                        .asText())
                .isEqualTo("other");
        assertThat(read(id).path("secret").asText()).isEqualTo(MASK);
        assertThat(hooks.row(TABLE, id).text("secret")).startsWith("enc:v1:");

        hooks.contact("Signed");
        JsonNode call = hooks.received(sink, 1).getFirst();
        byte[] sent = call.path("raw").asText().getBytes(StandardCharsets.UTF_8);
        assertThat(Hooks.header(call, "X-Webhook-Signature")).isEqualTo(Hashes.hmacSha256Hex("other", sent));
        patch(id, Json.object().put("is_active", false));
    }

    @Test
    void headerThatIsCalledLikeACredentialIsSentAndNeverRead() {
        String sink = Hooks.newSink();
        String id = hooks.webhook(sink, null, "contact.created").path("id").asText();
        ObjectNode change = Json.object();
        change.putObject("headers")
                .put("X-Api-Key", "k3y")
                .put("AUTHORIZATION", "Bearer t0ken")
                .put("X-Shopify-Access-Token", "shp")
                .put("X-Source", "ConnectGain");
        patch(id, change);

        JsonNode headers = read(id).path("headers");
        assertThat(headers.path("X-Source").asText()).isEqualTo("ConnectGain");
        for (String name : List.of("X-Api-Key", "AUTHORIZATION", "X-Shopify-Access-Token")) {
            assertThat(headers.path(name).asText()).isEqualTo(MASK);
            assertThat(hooks.row(TABLE, id).get("headers").path(name).asText()).startsWith("enc:v1:");
        }
        patch(id, Json.object().set("headers", headers));
        hooks.contact("Heard");
        JsonNode call = hooks.received(sink, 1).getFirst();
        assertThat(Hooks.header(call, "X-Api-Key")).isEqualTo("k3y");
        assertThat(Hooks.header(call, "Authorization")).isEqualTo("Bearer t0ken");
        assertThat(Hooks.header(call, "X-Shopify-Access-Token")).isEqualTo("shp");
        patch(id, Json.object().put("is_active", false));
    }

    @Test
    void upsertShowsTheSecretsThatItSetsAndNoOthers() {
        ObjectNode kept = hooks.webhook(Hooks.newSink(), "kept", "task.created").deepCopy();
        kept.retain("id", "url", "events");
        ObjectNode fresh = kept.deepCopy().put("id", Ids.next());
        ObjectNode changed =
                hooks.webhook(Hooks.newSink(), "old", "task.created").deepCopy();
        changed.retain("id", "url", "events");
        ObjectNode[] rows = {kept.put("secret", MASK), fresh.put("secret", "first"), changed.put("secret", "second")};

        Answer answer = hooks.client.as(
                hooks.session,
                "POST",
                "/rest/v1/" + TABLE,
                Json.array().add(rows[0]).add(rows[1]).add(rows[2]),
                "Prefer",
                "return=representation,resolution=merge-duplicates");

        assertThat(answer.body())
                .extracting(row -> row.path("secret").asText())
                .containsExactly(MASK, "first", "second");
    }

    @Test
    void barePrefixAsksForAKeyThatStandardWebhooksLibrariesTake() {
        JsonNode created = hooks.webhook(Hooks.newSink(), "whsec_", "task.created");
        String first = created.path("secret").asText();
        String second = patch(created.path("id").asText(), Json.object().put("secret", "whsec_"))
                .path("secret")
                .asText();

        assertThat(first).startsWith("whsec_").isNotEqualTo(second);
        assertThat(Base64.getDecoder().decode(first.substring(6))).hasSize(32);
        assertThat(Base64.getDecoder().decode(second.substring(6))).hasSize(32);
    }

    @Test
    void withoutASecretNothingIsSigned() {
        String sink = Hooks.newSink();
        JsonNode unsigned = hooks.webhook(sink, null, "contact.created");
        JsonNode blank = hooks.webhook(Hooks.newSink(), " ", "task.created");

        hooks.contact("Unsigned");
        JsonNode call = hooks.received(sink, 1).getFirst();

        assertThat(Hooks.header(call, "X-Webhook-Signature")).isNull();
        assertThat(Hooks.header(call, "webhook-signature")).isNull();
        assertThat(unsigned.path("has_secret").asBoolean()).isFalse();
        assertThat(blank.path("has_secret").asBoolean()).isFalse();
    }

    @Test
    void everyEventCanBeSubscribedTo() {
        String[] names = EventNames.ALL.toArray(String[]::new);

        assertThat(hooks.webhook(Hooks.newSink(), null, names).path("events")).hasSameSizeAs(EventNames.ALL);
        hooks.webhook(Hooks.newSink(), null, "*");
        hooks.webhook(Hooks.newSink(), null, "message.created");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact.exploded", "CONTACT", "contact.*", ""})
    void unknownEventIsRefusedByName(String name) {
        ObjectNode webhook = Json.object().put("url", "https://example.com/hook");
        webhook.putArray("events").add("contact.created").add(name);
        String id =
                hooks.webhook(Hooks.newSink(), null, "task.created").path("id").asText();

        Answer posted = hooks.client.as(hooks.session, "POST", "/rest/v1/" + TABLE, webhook);
        Answer patched = hooks.client.as(
                hooks.session,
                "PATCH",
                "/rest/v1/" + TABLE + "?id=eq." + id,
                Json.object().set("events", Json.array().add(name)));

        for (Answer refused : new Answer[] {posted, patched}) {
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.body().path("message").asText()).isEqualTo("events: \"" + name + "\" is no event");
            assertThat(refused.body().path("hint").asText()).contains("contact.created");
        }
    }

    @Test
    void webhookHearsTheVeryNextWriteAndNoneAfterItIsGone() {
        for (int round = 0; round < 5; round++) {
            String sink = Hooks.newSink();
            String id = hooks.webhook(sink, null, "contact.created").path("id").asText();
            hooks.contact("At once");
            hooks.received(sink, 1);
            hooks.rest("DELETE", TABLE + "?id=eq." + id, null);
            hooks.contact("Too late");
            hooks.idle();
            assertThat(hooks.calls(sink)).hasSize(1);
        }
    }

    @Test
    void deadLettersAreListedSentAgainAndDiscarded() {
        String sink = Hooks.newSink();
        String webhook = hooks.webhook(sink, null, "contact.created").path("id").asText();
        hooks.fail(sink, 410, 2);
        hooks.contact("One");
        hooks.contact("Two");
        hooks.received(sink, 2);
        hooks.idle();

        JsonNode dead = hooks.rest("GET", "webhook_dlq?status=eq.dead&webhook_id=eq." + webhook, null)
                .body();
        assertThat(dead).hasSize(2);
        String again = dead.at("/0/id").asText();
        String discarded = dead.at("/1/id").asText();
        JsonNode answer = hooks.function("webhook-retry", Json.object().put("deliveryId", again))
                .ok();
        hooks.rest("DELETE", "webhook_dlq?id=eq." + discarded, null);

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(hooks.calls(sink)).hasSize(3);
        assertThat(Hooks.header(hooks.calls(sink).getLast(), "X-Webhook-Delivery"))
                .isEqualTo(again);
        assertThat(hooks.letters(webhook)).singleElement().satisfies(letter -> {
            assertThat(letter.id()).isEqualTo(again);
            assertThat(letter.text("status")).isEqualTo("resolved");
        });
        Answer twice = hooks.function("webhook-retry", Json.object().put("deliveryId", again));
        assertThat(twice.status()).isEqualTo(400);
        assertThat(twice.body().path("error").asText()).isEqualTo("Delivery already succeeded");
        Answer gone = hooks.function("webhook-retry", Json.object().put("deliveryId", discarded));
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.body().path("error").asText()).isEqualTo("Dead letter not found");
    }
}
