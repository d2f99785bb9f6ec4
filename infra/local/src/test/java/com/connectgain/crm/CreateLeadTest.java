package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class CreateLeadTest {

    private static final String FUNCTION = "create-lead";

    private final LocalCloud cloud;
    private final Crm crm;

    CreateLeadTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.crm = new Crm(cloud);
    }

    @Test
    void documentedLeadWithDealIsCreated() {
        ObjectNode body = Crm.object("""
            {"first_name": "John", "last_name": "Doe", "email": "John.Doe@example.com",
             "emails": ["john.work@company.com", "john.personal@gmail.com", "JOHN.doe@example.com"],
             "phone": "+1234567890", "phones": ["+1987654321", "+1 (555) 666-777"], "source": "website_form",
             "tags": ["hot-lead", "enterprise", "demo-requested"], "description": "Budget: $50k",
             "company_name": "Acme Corporation", "custom_fields": {"industry": "Technology", "lead_score": 85},
             "deal": {"title": "Acme Corp - Enterprise License", "value": 50000, "currency": "USD",
                      "stage": "qualified"}}
            """);

        Answer answer = crm.post(FUNCTION, body);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(201);
        JsonNode data = answer.body().path("data");
        assertThat(answer.body().path("success").asBoolean()).isTrue();
        assertThat(answer.body().path("message").asText()).isEqualTo("Lead created successfully");
        assertThat(data.path("is_new").asBoolean()).isTrue();
        JsonNode contact = data.path("contact");
        assertThat(contact.path("emails"))
                .isEqualTo(
                        Json.read("[\"john.doe@example.com\",\"john.work@company.com\",\"john.personal@gmail.com\"]"));
        assertThat(contact.path("phones")).isEqualTo(Json.read("[\"+1234567890\",\"+1987654321\",\"+1555666777\"]"));
        assertThat(contact.path("tags")).isEqualTo(Json.read("[\"hot-lead\",\"enterprise\",\"demo-requested\"]"));
        assertThat(contact.path("source").asText()).isEqualTo("website_form");
        assertThat(contact.at("/custom_fields/company_name").asText()).isEqualTo("Acme Corporation");
        assertThat(contact.path("opt_in_status").asBoolean()).isTrue();
        assertThat(contact.path("created_at").asText()).isNotEmpty();
        assertThat(contact.path("organization_id").asText()).isEqualTo(crm.organization);
        assertThat(data.at("/deal/title").asText()).isEqualTo("Acme Corp - Enterprise License");
        assertThat(data.at("/deal/value").asInt()).isEqualTo(50000);
        assertThat(data.at("/deal/stage").asText()).isEqualTo("qualified");
        assertThat(data.at("/deal/contact_id")).isEqualTo(contact.path("id"));
        assertThat(data.at("/deal/pipeline_id").asText()).isNotEmpty();
    }

    @Test
    void minimalLeadHasNoDeal() {
        Answer answer = crm.post(FUNCTION, "{\"first_name\": \"Jane\"}");

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().at("/data/deal").isNull()).isTrue();
        assertThat(answer.body().at("/data/contact/source").asText()).isEqualTo("api");
        assertThat(crm.all("deals")).isEmpty();
    }

    @Test
    void knownPersonIsMergedByTheRules() {
        String first = crm.post(FUNCTION, """
            {"first_name": "Sara", "email": "sara@example.com", "phone": "+201020000000", "source": "shop",
             "tags": ["a"], "custom_fields": {"x": 1, "y": {"z": 1}}}
            """).body().at("/data/contact/id").asText();

        Answer again = crm.post(FUNCTION, """
            {"last_name": "Ahmed", "email": "SARA@example.com", "phone": "201030000000", "source": "ads",
             "first_name": null, "tags": ["b", "a"], "custom_fields": {"y": 2}}
            """);

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.body().path("message").asText()).isEqualTo("Lead updated successfully");
        assertThat(again.body().at("/data/is_new").asBoolean()).isFalse();
        JsonNode contact = again.body().at("/data/contact");
        assertThat(contact.path("id").asText()).isEqualTo(first);
        assertThat(contact.path("first_name").asText()).isEqualTo("Sara");
        assertThat(contact.path("last_name").asText()).isEqualTo("Ahmed");
        assertThat(contact.path("full_name_search").asText()).isEqualTo("Sara Ahmed");
        assertThat(contact.path("phones")).isEqualTo(Json.read("[\"+201020000000\",\"+201030000000\"]"));
        assertThat(contact.path("source").asText()).isEqualTo("shop");
        assertThat(contact.path("tags")).isEqualTo(Json.read("[\"a\",\"b\"]"));
        assertThat(contact.path("custom_fields")).isEqualTo(Json.read("{\"x\":1,\"y\":2}"));
    }

    @Test
    void addressWinsOverNumberAndTheOlderContactOverTheYounger() {
        JsonNode byPhone = crm.proxy("POST", "contacts", Json.read("{\"phones\": [\"+201010000001\"]}"));
        JsonNode byEmail = crm.proxy("POST", "contacts", Json.read("{\"emails\": [\"two@example.com\"]}"));
        crm.proxy("POST", "contacts", Json.read("{\"emails\": [\"two@example.com\"]}"));

        JsonNode answer = crm.post(FUNCTION, "{\"email\": \"two@example.com\", \"phone\": \"201010000001\"}")
                .ok();
        JsonNode number = crm.post(FUNCTION, "{\"email\": \"new@example.com\", \"phone\": \"00201010000001\"}")
                .ok();

        assertThat(answer.at("/data/contact/id")).isEqualTo(byEmail.at("/0/id"));
        assertThat(number.at("/data/contact/id")).isIn(byPhone.at("/0/id"), byEmail.at("/0/id"));
    }

    @Test
    void twoHundredAtOnceMakeOneContactAndLoseNothing() {
        List<String> spellings =
                List.of("+20 101 717 7777", "201017177777", "+20-101-717-7777", "(+20)101.717.7777", "00201017177777");
        List<Integer> callers = IntStream.range(0, 200).boxed().toList();

        List<Answer> answers = Parallel.map(callers, 40, number -> {
            ObjectNode body = Json.object().put("phone", spellings.get(number % spellings.size()));
            body.putArray("tags").add("t" + number);
            body.putObject("custom_fields").put("f" + number, number);
            return crm.post(FUNCTION, body);
        });

        assertThat(answers)
                .allSatisfy(answer ->
                        assertThat(answer.status()).as(answer.raw().body()).isIn(200, 201));
        assertThat(answers.stream()
                        .filter(answer -> answer.body().at("/data/is_new").asBoolean()))
                .hasSize(1);
        List<Row> contacts = crm.all("contacts");
        assertThat(contacts).hasSize(1);
        assertThat(contacts.getFirst().get("tags")).hasSize(200);
        assertThat(contacts.getFirst().get("custom_fields")).hasSize(200);
    }

    @Test
    void deletedContactGivesItsNumberFree() {
        String body = "{\"phone\": \"+201017170001\"}";
        String first = crm.post(FUNCTION, body).body().at("/data/contact/id").asText();
        crm.proxy("DELETE", "contacts?id=eq." + first, null);

        Answer second = crm.post(FUNCTION, body);
        String id = second.body().at("/data/contact/id").asText();
        crm.proxy("PATCH", "contacts?id=eq." + id, Json.read("{\"phones\": [\"+201017170002\"]}"));
        Answer third = crm.post(FUNCTION, body);

        assertThat(second.status()).isEqualTo(201);
        assertThat(third.status()).isEqualTo(201);
        assertThat(third.body().at("/data/contact/id").asText()).isNotEqualTo(id);
    }

    @Test
    void companyIsLinkedByItsNameInAnyCase() {
        JsonNode company = crm.proxy("POST", "companies", Json.read("{\"name\": \"Enterprise Corp\"}"));

        JsonNode answer = crm.post(FUNCTION, "{\"first_name\": \"Carol\", \"company_name\": \"ENTERPRISE corp\"}")
                .body();

        assertThat(answer.at("/data/contact/company_id")).isEqualTo(company.at("/0/id"));
        assertThat(answer.at("/data/contact/custom_fields/company_name").isMissingNode())
                .isTrue();
    }

    @Test
    void onlyKeysMayAndOnlyByPost() {
        Client client = new Client(cloud);

        assertThat(client.call("POST", "/functions/v1/create-lead", Json.object())
                        .status())
                .isEqualTo(401);
        assertThat(client.as(crm.session, "POST", "/functions/v1/create-lead", Json.object())
                        .status())
                .isEqualTo(401);
        Answer get = client.call("GET", "/functions/v1/create-lead", null, "X-API-Key", crm.key);
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.body().path("error").asText()).isEqualTo("Method Not Allowed - Use POST");
    }

    @Test
    void organizationWithoutPipelineIsToldSo() {
        crm.deleteAll("pipelines");

        Answer answer = crm.post(FUNCTION, "{\"first_name\": \"A\", \"deal\": {\"title\": \"T\"}}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).startsWith("No pipeline found");
        assertThat(crm.all("contacts")).isEmpty();
    }
}
