package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class ConstraintsTest {

    private final LocalCloud cloud;
    private final Workspace work;

    ConstraintsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.work = Workspace.open(cloud);
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    private static void assertRefused(Answer answer, int status, String code, String message) {
        assertThat(answer.body().path("message").asText()).isEqualTo(message);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("code").asText()).isEqualTo(code);
    }

    @Test
    void uniqueValueIsTakenOnce() {
        work.insert("products", Json.object().put("name", "Car").put("sku", "A1"));

        Answer refused =
                work.tryInsert("products", Json.object().put("name", "Bus").put("sku", "A1"));

        assertRefused(refused, 409, "23505", "duplicate key value violates unique constraint \"products_sku_key\"");
        assertThat(refused.body().path("details").asText()).isEqualTo("Key (sku)=(A1) already exists.");
    }

    @Test
    void uniqueValueTwiceInOneRequestIsRefused() {
        ObjectNode row = Json.object().put("name", "Car").put("sku", "A1");

        Answer refused = work.tryInsert("products", Json.array().add(row).add(row.deepCopy()));

        assertRefused(refused, 409, "23505", "duplicate key value violates unique constraint \"products_sku_key\"");
        assertThat(work.read("products")).isEmpty();
    }

    @Test
    void sameIdTwiceInOneRequestIsRefused() {
        ObjectNode row =
                Json.object().put("id", "11111111-1111-4111-8111-111111111111").put("name", "Car");

        Answer refused = work.tryInsert("products", Json.array().add(row).add(row.deepCopy()));

        assertRefused(refused, 409, "23505", "duplicate key value violates unique constraint \"products_pkey\"");
    }

    @Test
    void missingTargetIsRefused() {
        String nobody = "00000000-0000-4000-8000-000000000000";

        Answer refused =
                work.tryInsert("deals", Json.object().put("title", "Villa").put("contact_id", nobody));

        assertRefused(
                refused,
                409,
                "23503",
                "insert or update on table \"deals\" violates foreign key constraint \"deals_contact_id_fkey\"");
        assertThat(refused.body().path("details").asText())
                .isEqualTo("Key (contact_id)=(" + nobody + ") is not present in table \"contacts\".");
    }

    @Test
    void foreignOrganizationsRowsAreNoTargets() {
        Workspace stranger = Workspace.open(cloud);
        JsonNode foreign = stranger.contact("Mona");

        Answer inserted =
                work.tryInsert("deals", Json.object().put("title", "Villa").put("contact_id", id(foreign)));
        JsonNode company = work.insert("companies", Json.object().put("name", "Acme"));
        Answer changed = stranger.tryChange(
                "contacts", "id=eq." + id(foreign), Json.object().put("company_id", id(company)));

        assertThat(inserted.body().path("code").asText()).isEqualTo("23503");
        assertThat(changed.body().path("code").asText()).isEqualTo("23503");
    }

    @Test
    void rowStaysInItsOrganization() {
        Workspace stranger = Workspace.open(cloud);
        JsonNode contact = work.contact("Layla");

        Answer moved = work.tryChange(
                "contacts", "id=eq." + id(contact), Json.object().put("organization_id", stranger.organization));
        Answer planted = work.tryInsert(
                "contacts", Json.object().put("first_name", "X").put("organization_id", stranger.organization));

        String message = "new row violates row-level security policy for table \"contacts\"";
        assertRefused(moved, 403, "42501", message);
        assertRefused(planted, 403, "42501", message);
    }

    @Test
    void secretIsMaskedAndKeptWhenTheMaskComesBack() {
        ObjectNode settings =
                Json.object().put("bot_id", "b" + work.organization).put("bot_token", "123:secret");
        JsonNode channel = work.insert(
                "channel_accounts",
                Json.object().put("name", "Bot").put("type", "TELEGRAM").set("settings", settings));
        assertThat(channel.path("settings").path("bot_token").asText()).isEqualTo("********");

        ObjectNode shown = channel.path("settings").deepCopy();
        shown.put("greeting", "hi");
        work.change("channel_accounts", channel, Json.object().set("settings", shown));

        Row stored = cloud.kernel()
                .store()
                .find("channel_accounts", work.organization, id(channel))
                .orElseThrow();
        String sealed = stored.get("settings").path("bot_token").asText();
        assertThat(Vault.isSealed(sealed)).isTrue();
        assertThat(cloud.kernel().vault().open(sealed)).isEqualTo("123:secret");
        assertThat(stored.get("settings").path("greeting").asText()).isEqualTo("hi");
    }

    @Test
    void hiddenColumnsAreUnknown() {
        Answer shown = work.call("GET", "conversations?select=attention", null);
        Answer filtered = work.call("GET", "deals?owner_history_id=is.null", null);
        Answer written = work.tryInsert("conversations", Json.object().set("attention", Json.array()));

        assertThat(shown.body().path("code").asText()).isEqualTo("42703");
        assertThat(filtered.body().path("code").asText()).isEqualTo("42703");
        assertThat(written.body().path("code").asText()).isEqualTo("PGRST204");
    }

    @Test
    void documentsHaveTheirShape() {
        Answer refused =
                work.tryInsert("contacts", Json.object().put("first_name", "X").set("custom_fields", Json.array()));
        JsonNode parsed = work.insert(
                "contacts", Json.object().put("first_name", "X").put("custom_fields", "{\"type\":\"VIP\"}"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body().path("message").asText()).isEqualTo("custom_fields must be an object");
        assertThat(parsed.path("custom_fields").path("type").asText()).isEqualTo("VIP");
    }

    @Test
    void checksOfTheWholeRowAreNamed() {
        ObjectNode webhook = Json.object().put("url", "https://example.com/hook");
        webhook.putArray("events");

        assertRefused(
                work.tryInsert("webhook_configurations", webhook),
                400,
                "23514",
                "new row for relation \"webhook_configurations\" violates check constraint"
                        + " \"webhook_configurations_events_not_empty\"");
    }

    @Test
    void enumerationsTakeTheirAliasesAndNothingElse() {
        JsonNode channel = work.channel("messenger");
        ObjectNode rule = Json.object().put("name", "Fast");
        rule.putArray("channel_types").add("MESSENGER").add("telegram");
        ObjectNode broken = rule.deepCopy();
        broken.putArray("channel_types").add("PIGEON");

        assertThat(channel.path("type").asText()).isEqualTo("FB_MESSENGER");
        assertThat(work.insert("sla_rules", rule).path("channel_types").toString())
                .isEqualTo("[\"FB_MESSENGER\",\"TELEGRAM\"]");
        assertThat(work.tryInsert("sla_rules", broken).body().path("code").asText())
                .isEqualTo("23514");
        assertThat(work.read("channel_accounts?type=eq.MESSENGER&select=id")).hasSize(1);
    }

    @Test
    void webhookIsNamedAfterItsHostAndNeedsHttps() {
        ObjectNode webhook = Json.object().put("url", "https://hooks.example.com/x");
        webhook.putArray("events").add("message.received");

        assertThat(work.insert("webhook_configurations", webhook).path("name").asText())
                .isEqualTo("hooks.example.com");
        Answer plain = work.tryInsert("webhook_configurations", webhook.put("url", "http://hooks.example.com/x"));
        assertThat(plain.status()).isEqualTo(400);
        assertThat(plain.body().path("message").asText()).isEqualTo("Webhook URL must use HTTPS");
    }
}
