package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.events.HumanTakeover;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What receivers see of a write, whichever door it came in by. */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeliveryTest {

    private Hooks hooks;

    @BeforeAll
    void setUp(LocalCloud cloud) {
        hooks = new Hooks(cloud);
    }

    @Test
    void everyDoorMakesOneContactCreated() {
        String sink = Hooks.newSink();
        hooks.webhook(sink, "s3cret", "contact.created");

        String byRest = hooks.insert("contacts", Json.object().put("first_name", "Rest"))
                .path("id")
                .asText();
        String byProxy = hooks.contact("Proxy").path("id").asText();
        String byLead = hooks.function(
                        "create-lead", Json.object().put("first_name", "Lead").put("email", "lead@example.com"))
                .body()
                .findPath("contact_id")
                .asText();
        ObjectNode bulk = Json.object();
        bulk.putArray("contacts").addObject().put("first_name", "Bulk").put("email", "bulk@example.com");
        hooks.function("import-contacts-bulk", bulk);
        ObjectNode leads = Json.object();
        leads.putArray("leads").addObject().put("first_name", "Leads").put("email", "leads@example.com");
        hooks.function("create-leads-bulk", leads);
        ObjectNode deals = Json.object();
        deals.putArray("deals")
                .addObject()
                .put("title", "Order")
                .put("contact_phone", "+201017177777")
                .put("contact_first_name", "Deals")
                .put("create_contact_if_missing", true);
        hooks.function("create-deals-bulk", deals);
        hooks.function(
                "insert-message",
                Json.object()
                        .put("phone", "201001383533")
                        .put("contact_name", "Message")
                        .put("direction", "incoming")
                        .put("content", "Hello"));
        hooks.function("import-contacts", Json.object().put("csvData", "First Name,Email\nFile,file@example.com\n"));
        hooks.function(
                "import-kommo-leads",
                Json.object().put("csvData", "ID,Lead title,Main contact,Work phone\n1,House,Kommo,+201001112223\n"));

        List<JsonNode> calls = hooks.received(sink, 9);
        hooks.idle();
        assertThat(hooks.calls(sink)).hasSize(9);
        assertThat(calls)
                .extracting(call -> call.at("/body/data/first_name").asText())
                .contains("Rest", "Proxy", "Lead", "Bulk", "Leads", "Deals", "File", "Kommo")
                .doesNotHaveDuplicates();
        assertThat(calls)
                .extracting(call -> call.at("/body/data/phones/0").asText())
                .contains("+201001383533");
        assertThat(calls)
                .extracting(call -> call.at("/body/data/id").asText())
                .contains(byRest, byProxy)
                .doesNotHaveDuplicates();
        assertThat(byLead).isNotNull();
    }

    @Test
    void deliveryHasTheDocumentedFormAndBothSignatures() {
        String sink = Hooks.newSink();
        String webhook =
                hooks.webhook(sink, "s3cret", "contact.created").path("id").asText();
        JsonNode contact = hooks.insert(
                "contacts",
                Json.object()
                        .put("first_name", "Aya")
                        .set("custom_fields", Json.readObject("{\"b\":99.90,\"10\":1,\"9\":\"٩ 😀\"}")));

        JsonNode call = hooks.received(sink, 1).getFirst();
        JsonNode body = call.path("body");

        assertThat(call.path("method").asText()).isEqualTo("POST");
        assertThat(body.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("event", "timestamp", "data");
        assertThat(body.path("event").asText()).isEqualTo("contact.created");
        assertThat(body.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(body.at("/data/id")).isEqualTo(contact.path("id"));
        assertThat(body.at("/data/contact/company").isNull()).isTrue();
        assertThat(body.at("/data/organization/id").asText()).isEqualTo(hooks.organization);
        assertThat(Hooks.header(call, "X-Webhook-Event")).isEqualTo("contact.created");
        assertThat(Hooks.header(call, "X-Webhook-Timestamp"))
                .isEqualTo(body.path("timestamp").asText());
        assertThat(Hooks.header(call, "Content-Type")).isEqualTo("application/json");
        assertThat(call.path("raw").asText()).contains("\"custom_fields\":{\"9\":\"٩ 😀\",\"10\":1,\"b\":99.9}");
        byte[] bytes = call.path("raw").asText().getBytes(StandardCharsets.UTF_8);
        assertThat(Hooks.header(call, "X-Webhook-Signature")).isEqualTo(Hashes.hmacSha256Hex("s3cret", bytes));
        assertThat(Hooks.header(call, "webhook-signature")).startsWith("v1,");
        assertThat(Hooks.header(call, "webhook-id")).isNotBlank();

        hooks.idle();
        assertThat(hooks.rows("webhook_logs"))
                .filteredOn(log -> webhook.equals(log.text("webhook_id")))
                .singleElement()
                .satisfies(log -> {
                    assertThat(log.text("status")).isEqualTo("success");
                    assertThat(log.get("response_status_code").asInt()).isEqualTo(200);
                    assertThat(log.get("attempt").asInt()).isEqualTo(1);
                    assertThat(log.text("response_body")).contains("received");
                    assertThat(log.get("payload")).isEqualTo(body);
                });
    }

    @Test
    void channelIsToldOfATakeoverInItsOwnWords(LocalCloud cloud) {
        String sink = Hooks.newSink();
        ObjectNode account = Json.object().put("name", "Support").put("type", "WHATSAPP_LITE");
        ObjectNode takeoverWebhook = account.putObject("settings").putObject("human_takeover_webhook");
        takeoverWebhook.put("url", hooks.url(sink)).put("method", "PUT").put("body", "{\"channel_name\":\"Ours\"}");
        takeoverWebhook
                .putObject("headers")
                .put("Authorization", "Bearer token")
                .put("Host", "elsewhere");
        String accountId = hooks.insert("channel_accounts", account).path("id").asText();
        String contact = hooks.contact("Guest").path("id").asText();
        String conversation = hooks.insert(
                        "conversations",
                        Json.object().put("contact_id", contact).put("channel_account_id", accountId))
                .path("id")
                .asText();
        hooks.fail(sink, 500, 1);
        HumanTakeover takeover = new HumanTakeover(
                Ids.next(),
                hooks.organization,
                conversation,
                Json.object().put("name", "Jane Doe"),
                cloud.kernel().clock().instant());

        takeover.announce(cloud.kernel().queues());

        // The first call fails; the retry comes five seconds later, a fifth more or less.
        JsonNode call = hooks.received(sink, 2).getLast();
        takeover.announce(cloud.kernel().queues());
        hooks.idle();
        assertThat(hooks.calls(sink)).hasSize(2);
        assertThat(call.path("method").asText()).isEqualTo("PUT");
        assertThat(Hooks.header(call, "Authorization")).isEqualTo("Bearer token");
        assertThat(call.at("/body/event").asText()).isEqualTo("human_takeover");
        assertThat(call.at("/body/channel_name").asText()).isEqualTo("Ours");
        assertThat(call.at("/body/conversation_id").asText()).isEqualTo(conversation);
        assertThat(call.at("/body/contact/first_name").asText()).isEqualTo("Guest");
        assertThat(call.at("/body/agent").toString()).isEqualTo("{\"id\":null,\"name\":\"Jane Doe\",\"email\":null}");
    }

    @Test
    void addressAndHeadersAreCheckedWhenAWebhookIsMade() {
        assertThat(refusal("http://example.com/hook", "{}")).isEqualTo("Webhook URL must use HTTPS");
        assertThat(refusal("https://169.254.169.254/latest", "{}")).isEqualTo("Invalid webhook URL");
        assertThat(refusal("https://user:word@example.com/", "{}")).isEqualTo("Invalid webhook URL");
        assertThat(refusal("https://example.com/", "{\"X-A\": \"one\\ntwo\"}"))
                .isEqualTo("headers.X-A must be a line of ASCII text");
        assertThat(refusal("https://example.com/", "{\"X A\": \"one\"}"))
                .isEqualTo("headers: \"X A\" is no header name");
    }

    private String refusal(String url, String headers) {
        ObjectNode webhook = Json.object().put("url", url);
        webhook.putArray("events").add("contact.created");
        webhook.set("headers", Json.read(headers));
        var answer = hooks.client.as(hooks.session, "POST", "/rest/v1/webhook_configurations", webhook);
        assertThat(answer.status()).isEqualTo(400);
        return answer.body().path("message").asText();
    }
}
