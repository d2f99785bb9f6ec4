package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class CreateDealsTest {

    private static final String FUNCTION = "create-deals-bulk";

    private final LocalCloud cloud;
    private final Crm crm;

    CreateDealsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.crm = new Crm(cloud);
    }

    @Test
    void documentedBatchResolvesAndMakesContacts() {
        String known = crm.proxy("POST", "contacts", Json.read("{\"first_name\": \"Known\"}"))
                .at("/0/id")
                .asText();
        ObjectNode body = Crm.object("""
            {"deals": [
               {"title": "Enterprise Agreement - Q1 2025", "value": 150000, "stage": "proposal",
                "expected_close_date": "2025-03-31", "probability": 75, "tags": ["enterprise"],
                "custom_fields": {"stakeholders": ["CEO", "CTO"]},
                "products": [{"name": "Enterprise License", "quantity": 500, "unit_price": 200}]},
               {"contact_email": "New.Customer@startup.com", "create_contact_if_missing": true,
                "contact_first_name": "New", "contact_last_name": "Customer", "title": "Startup Growth Plan"},
               {"contact_phone": "+1555999888", "create_contact_if_missing": true, "title": "SMB", "value": 3600},
               {"contact_phone": "+1 555 999 888", "title": "Second of the same", "contact_first_name": "Ignored"},
               {"contact_phone": "+1555000000", "title": "Nobody"},
               {"title": "No contact"}],
             "default_stage": "new", "default_currency": "sar", "skip_if_exists": false}
            """);
        ((ObjectNode) body.at("/deals/0")).put("contact_id", known);

        JsonNode answer = crm.post(FUNCTION, body).ok();

        assertThat(answer.path("summary")).isEqualTo(Json.read("""
            {"total": 6, "successful": 4, "failed": 2, "new_deals": 4, "skipped_existing": 0,
             "new_contacts_created": 2}
            """));
        assertThat(answer.at("/results/0/contact_id").asText()).isEqualTo(known);
        assertThat(answer.at("/results/0/is_new_contact").asBoolean()).isFalse();
        assertThat(answer.at("/results/3/contact_id")).isEqualTo(answer.at("/results/2/contact_id"));
        assertThat(answer.at("/results/4"))
                .isEqualTo(Json.read("{\"index\": 4, \"success\": false, \"error\": \"Contact not found\"}"));
        Row made = crm.contact(answer.at("/results/1/contact_id").asText());
        assertThat(made.get("emails")).isEqualTo(Json.read("[\"new.customer@startup.com\"]"));
        assertThat(made.get("tags")).isEqualTo(Json.read("[\"deal-import\"]"));
        assertThat(made.text("source")).isEqualTo("api");
        assertThat(crm.contact(answer.at("/results/2/contact_id").asText()).text("first_name"))
                .isNull();
        Row deal = crm.all("deals").stream()
                .filter(row -> row.id().equals(answer.at("/results/0/deal_id").asText()))
                .findFirst()
                .orElseThrow();
        assertThat(deal.text("currency")).isEqualTo("SAR");
        assertThat(deal.text("expected_close_date")).isEqualTo("2025-03-31");
        assertThat(deal.get("probability").asInt()).isEqualTo(75);
    }

    @Test
    void bodyThatIsDocumentedWrongIsUnderstood() {
        crm.proxy("POST", "contacts", Json.read("{\"phones\": [\"+201017177777\"]}"));

        JsonNode answer = crm.post(FUNCTION, """
            {"default_stage": "QUALIFIED",
             "deals": [{"title": "Order 68297792", "value": "11523.00", "contact": {"phone": "+201017177777"}}]}
            """).ok();

        assertThat(answer.at("/summary/successful").asInt())
                .as(answer.toString())
                .isEqualTo(1);
        Row deal = crm.all("deals").getFirst();
        assertThat(deal.text("stage")).isEqualTo("QUALIFIED");
        assertThat(deal.get("value").decimalValue()).isEqualByComparingTo("11523");
    }

    @Test
    void existingDealIsAnsweredAgain() {
        String body = """
            {"skip_if_exists": true, "deals": [
              {"title": "Order 1", "contact_phone": "+201017177777", "create_contact_if_missing": true},
              {"title": "Order 1", "contact_phone": "201017177777", "create_contact_if_missing": true},
              {"title": "Order 2", "contact_phone": "+201017177777"}]}
            """;

        JsonNode first = crm.post(FUNCTION, body).ok();
        JsonNode again = crm.post(FUNCTION, body).ok();

        assertThat(first.path("summary")).isEqualTo(Json.read("""
            {"total": 3, "successful": 3, "failed": 0, "new_deals": 2, "skipped_existing": 1,
             "new_contacts_created": 1}
            """));
        assertThat(first.at("/results/1/deal_id")).isEqualTo(first.at("/results/0/deal_id"));
        assertThat(again.at("/summary/skipped_existing").asInt()).isEqualTo(3);
        assertThat(again.at("/results/2/deal_id")).isEqualTo(first.at("/results/2/deal_id"));
        assertThat(crm.all("deals")).hasSize(2);
    }

    @Test
    void racingSendersMakeOneDealOfOneContact() {
        String body = """
            {"skip_if_exists": true, "deals": [{"title": "Order 1", "contact_email": "x@example.com",
             "create_contact_if_missing": true}]}
            """;

        List<Answer> answers =
                Parallel.map(IntStream.range(0, 30).boxed().toList(), 15, sender -> crm.post(FUNCTION, body));

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.ok().at("/summary/failed").asInt())
                                .as(answer.raw().body())
                                .isZero());
        assertThat(crm.all("deals")).hasSize(1);
        assertThat(crm.all("contacts")).hasSize(1);
    }

    @Test
    void foreignContactIsNotFound() {
        Crm other = new Crm(cloud);
        String foreign = other.proxy("POST", "contacts", Json.read("{\"first_name\": \"F\"}"))
                .at("/0/id")
                .asText();
        ObjectNode body = Json.object();
        body.putArray("deals").addObject().put("title", "T").put("contact_id", foreign);

        assertThat(crm.post(FUNCTION, body).ok().at("/results/0/error").asText())
                .isEqualTo("Contact not found");
    }

    @Test
    void wholeRequestFailsWherePipelinesAreMissing() {
        String deal = "\"deals\": [{\"title\": \"T\", \"contact_id\": \"" + Ids.next() + "\"}]";

        Answer invalid = crm.post(FUNCTION, "{\"default_pipeline_id\": \"" + Ids.next() + "\", " + deal + "}");
        crm.deleteAll("pipelines");
        Answer none = crm.post(FUNCTION, "{" + deal + "}");

        assertThat(invalid.status()).isEqualTo(400);
        assertThat(invalid.body().path("error").asText()).startsWith("Invalid pipeline_id");
        assertThat(none.status()).isEqualTo(400);
        assertThat(none.body().path("error").asText()).startsWith("No pipeline found");
    }
}
