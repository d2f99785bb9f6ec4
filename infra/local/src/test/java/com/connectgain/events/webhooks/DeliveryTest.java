package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.http.Json;
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

        String byRest = hooks.contact("Rest").path("id").asText();
        String byProxy = hooks.client
                .call(
                        "POST",
                        "/functions/v1/rest-api-proxy/contacts",
                        Json.object().put("first_name", "Proxy"),
                        "X-API-Key",
                        hooks.key,
                        "Prefer",
                        "return=representation")
                .body()
                .at("/0/id")
                .asText();
        String byLead = hooks.function(
                        "create-lead", Json.object().put("first_name", "Lead").put("email", "lead@example.com"))
                .body()
                .findPath("contact_id")
                .asText();
        ObjectNode bulk = Json.object();
        bulk.putArray("contacts").addObject().put("first_name", "Bulk").put("email", "bulk@example.com");
        hooks.function("import-contacts-bulk", bulk);

        List<JsonNode> calls = hooks.received(sink, 4);
        hooks.idle();
        assertThat(hooks.calls(sink)).hasSize(4);
        assertThat(calls)
                .extracting(call -> call.at("/body/data/first_name").asText())
                .containsExactlyInAnyOrder("Rest", "Proxy", "Lead", "Bulk");
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
        JsonNode headers = call.path("headers");
        JsonNode body = call.path("body");

        assertThat(call.path("method").asText()).isEqualTo("POST");
        assertThat(body.properties().stream().map(java.util.Map.Entry::getKey))
                .containsExactly("event", "timestamp", "data");
        assertThat(body.path("event").asText()).isEqualTo("contact.created");
        assertThat(body.path("timestamp").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(body.at("/data/id")).isEqualTo(contact.path("id"));
        assertThat(body.at("/data/contact/company").isNull()).isTrue();
        assertThat(body.at("/data/organization/id").asText()).isEqualTo(hooks.organization);
        assertThat(header(headers, "X-Webhook-Event")).isEqualTo("contact.created");
        assertThat(header(headers, "X-Webhook-Timestamp"))
                .isEqualTo(body.path("timestamp").asText());
        assertThat(header(headers, "Content-Type")).isEqualTo("application/json");
        assertThat(call.path("raw").asText()).contains("\"custom_fields\":{\"9\":\"٩ 😀\",\"10\":1,\"b\":99.9}");
        byte[] bytes = call.path("raw").asText().getBytes(StandardCharsets.UTF_8);
        assertThat(header(headers, "X-Webhook-Signature")).isEqualTo(Hashes.hmacSha256Hex("s3cret", bytes));
        assertThat(header(headers, "webhook-signature")).startsWith("v1,");
        assertThat(header(headers, "webhook-id")).isNotBlank();

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

    static String header(JsonNode headers, String name) {
        return headers.properties().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().asText())
                .findFirst()
                .orElse(null);
    }
}
