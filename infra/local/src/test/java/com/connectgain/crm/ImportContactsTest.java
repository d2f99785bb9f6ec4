package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

@ExtendWith(CloudExtension.class)
@Isolated("It keeps to times")
class ImportContactsTest {

    private static final String FUNCTION = "import-contacts-bulk";
    private static final String LEADS = "create-leads-bulk";

    private final Crm crm;

    ImportContactsTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
    }

    @Test
    void documentedImportCountsNewAndUpdated() {
        crm.proxy("POST", "contacts", Json.read("{\"phones\": [\"+1987654321\"]}"));

        JsonNode answer = crm.post(FUNCTION, """
            {"contacts": [
               {"first_name": "Alice", "email": "alice@example.com", "emails": ["alice.work@company.com"],
                "phone": "+1234567890", "tags": ["vip"], "opt_in_status": true,
                "custom_fields": {"job_title": "CTO"}},
               {"first_name": "Bob", "email": "bob@company.com", "phone": "+1987654321", "source": "referral"},
               {"first_name": "Carol", "phones": ["+1555888999"], "company_name": "Enterprise Corp"}],
             "skip_duplicates": false, "default_tags": ["import-feb-2025", "api-import"],
             "default_source": "api_bulk_import"}
            """).ok();

        assertThat(answer.path("summary")).isEqualTo(Json.read("""
            {"total": 3, "successful": 3, "failed": 0, "new_contacts": 2, "updated_contacts": 1,
             "skipped_duplicates": 0}
            """));
        assertThat(answer.at("/results/0/is_new").asBoolean()).isTrue();
        assertThat(answer.at("/results/1/is_new").asBoolean()).isFalse();
        assertThat(answer.at("/results/2/index").asInt()).isEqualTo(2);
        var alice = crm.contact(answer.at("/results/0/contact_id").asText());
        assertThat(alice.get("tags")).isEqualTo(Json.read("[\"vip\",\"import-feb-2025\",\"api-import\"]"));
        assertThat(alice.text("source")).isEqualTo("api_bulk_import");
        var bob = crm.contact(answer.at("/results/1/contact_id").asText());
        assertThat(bob.text("first_name")).isEqualTo("Bob");
        assertThat(bob.text("source")).isEqualTo("referral");
    }

    @Test
    void duplicatesWithinABatchAreOnePersonAndFailuresStayAlone() {
        JsonNode answer = crm.post(FUNCTION, """
            {"contacts": [
               {"first_name": "A", "email": "a@example.com", "phone": "+201000000001"},
               {"phone": "abc"},
               {"last_name": "B", "phone": "+20 100 000 0001"},
               {},
               "text",
               {"email": "A@EXAMPLE.com", "tags": ["late"]}]}
            """).ok();

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("summary")).isEqualTo(Json.read("""
            {"total": 6, "successful": 3, "failed": 3, "new_contacts": 1, "updated_contacts": 2,
             "skipped_duplicates": 0}
            """));
        assertThat(answer.at("/results/1"))
                .isEqualTo(Json.read("{\"index\": 1, \"success\": false, \"error\": \"Invalid phone number: abc\"}"));
        assertThat(answer.at("/results/4/error").asText()).isEqualTo("Each row must be an object");
        assertThat(crm.all("contacts")).hasSize(1);
        var contact = crm.contact(answer.at("/results/5/contact_id").asText());
        assertThat(contact.text("last_name")).isEqualTo("B");
        assertThat(contact.get("tags")).isEqualTo(Json.read("[\"late\"]"));
    }

    @Test
    void skippedRowsLeaveTheContactAsItIs() {
        crm.post(FUNCTION, "{\"contacts\": [{\"first_name\": \"A\", \"email\": \"a@example.com\"}]}");

        JsonNode answer = crm.post(LEADS, """
            {"leads": [{"first_name": "Z", "email": "a@example.com", "deal": {"title": "T"}},
                       {"first_name": "N", "email": "n@example.com", "deal": {"title": "T", "value": "7.50"}}],
             "skip_duplicates": true}
            """).ok();

        assertThat(answer.path("summary")).isEqualTo(Json.read("""
            {"total": 2, "successful": 2, "failed": 0, "new_contacts": 1, "updated_contacts": 0,
             "skipped_duplicates": 1, "new_deals": 1}
            """));
        assertThat(answer.at("/results/0/deal_id").isNull()).isTrue();
        assertThat(answer.at("/results/1/deal_id").asText()).isNotEmpty();
        assertThat(crm.contact(answer.at("/results/0/contact_id").asText()).text("first_name"))
                .isEqualTo("A");
        assertThat(crm.all("deals").getFirst().get("value").decimalValue()).isEqualByComparingTo("7.50");
    }

    static ObjectNode batch(int size) {
        ObjectNode body = Json.object();
        ArrayNode contacts = body.putArray("contacts");
        for (int i = 0; i < size; i++) {
            contacts.addObject()
                    .put("first_name", "Person " + i)
                    .put("email", "p" + i + "@example.com")
                    .put("phone", "+2010" + (10_000_000 + i));
        }
        return body;
    }

    private static int calls(Answer answer) {
        return Integer.parseInt(answer.header("X-DynamoDB-Cost").replaceAll("calls=(\\d+).*", "$1"));
    }

    @Test
    void fiveHundredRowsAreQuickAndSentAgainCostAlmostNothing() {
        ObjectNode body = batch(500);
        Instant started = Instant.now();

        Answer first = crm.post(FUNCTION, body);
        Duration took = Duration.between(started, Instant.now());
        Answer again = crm.post(FUNCTION, body);

        assertThat(first.ok().at("/summary/new_contacts").asInt()).isEqualTo(500);
        System.out.println("500 new contacts in " + took.toMillis() + " ms");
        // Seconds on a machine of its own; on one that others share, what every bulk call has to keep.
        assertThat(took).isLessThan(Duration.ofSeconds(25));
        assertThat(calls(first)).isLessThan(500 * 3 + 30);
        assertThat(again.ok().at("/summary/new_contacts").asInt()).isZero();
        assertThat(again.body().at("/summary/updated_contacts").asInt()).isEqualTo(500);
        assertThat(calls(again)).isLessThan((int) (500 * 1.2));
        assertThat(crm.all("contacts")).hasSize(500);
    }

    @Test
    void sameBatchFromSeveralSendersAtOnceMakesEachPersonOnce() {
        ObjectNode body = batch(40);

        List<Answer> answers =
                Parallel.map(IntStream.range(0, 6).boxed().toList(), 6, sender -> crm.post(FUNCTION, body));

        assertThat(answers.stream()
                        .mapToInt(answer ->
                                answer.ok().at("/summary/new_contacts").asInt())
                        .sum())
                .isEqualTo(40);
        assertThat(crm.all("contacts")).hasSize(40);
    }

    @Test
    void idempotencyKeyReplaysTheAnswer() {
        String body = "{\"contacts\": [{\"first_name\": \"Nameless twin\"}]}";

        Answer first = crm.post(FUNCTION, body, "Idempotency-Key", "k-1");
        Answer again = crm.post(FUNCTION, body, "Idempotency-Key", "k-1");
        Answer other = crm.post(FUNCTION, body.replace("twin", "other"), "Idempotency-Key", "k-1");

        assertThat(again.ok()).isEqualTo(first.ok());
        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(crm.all("contacts")).hasSize(1);
    }

    @Test
    void concurrentRequestsWithOneKeyRunOnce() {
        ObjectNode body = batch(60);

        List<Answer> answers = Parallel.map(
                IntStream.range(0, 8).boxed().toList(),
                8,
                sender -> crm.post(FUNCTION, body, "Idempotency-Key", "k-2"));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        assertThat(answers.stream()
                        .filter(answer -> answer.status() == 200 && answer.header("Idempotent-Replayed") == null))
                .hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.status() == 409))
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isNotNull());
    }
}
