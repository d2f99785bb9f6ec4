package com.connectgain.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.system.PlantedRow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class MergeTest {

    private static final String MERGE = "merge-contacts";

    /** Where a merge itself is written down, with the ids that are gone. */
    private static final Set<String> RECORDS_OF_MERGES =
            Set.of("background_jobs", "audit_logs", "contact_activity_log");

    private final Office office;

    MergeTest(LocalCloud cloud) {
        this.office = Office.open(cloud);
    }

    @AfterEach
    void spare(LocalCloud cloud) {
        office.spare();
        cloud.clock().reset();
    }

    private static ObjectNode request(String primary, String... duplicates) {
        ObjectNode request = Json.object().put("primary_id", primary);
        ArrayNode ids = request.putArray("duplicate_ids");
        List.of(duplicates).forEach(ids::add);
        return request;
    }

    /** A row of every table that can refer to the target, referring to {@code id}. */
    private List<Row> plantReferences(String target, String id) {
        List<Row> planted = new ArrayList<>();
        for (ForeignKey key :
                office.store().catalog().foreignKeysTo(office.store().table(target))) {
            Row row = PlantedRow.in(key.table(), office.organization);
            row.values().put(key.columns().getLast(), id);
            if (row.values().has("end_date_time")) {
                row.values().put("end_date_time", "2099-01-02T00:00:00+00:00");
            }
            if (row.values().has("parent_keys")) {
                row.values().putArray("parent_keys").add(id);
            }
            Row fresh = Row.fresh(key.table(), row.values());
            assertThat(office.store().insert(fresh).isWritten())
                    .as(key.constraint())
                    .isTrue();
            planted.add(fresh);
        }
        return planted;
    }

    /** The tables in which the id still stands, in whatever column. */
    private Set<String> mentioning(String id) {
        Set<String> tables = new TreeSet<>();
        for (Table table : office.store().catalog().tables()) {
            if (table.scope() == Table.Scope.ORGANIZATION
                    && office.all(table.name()).stream()
                            .anyMatch(row -> Json.write(row.values()).contains(id))) {
                tables.add(table.name());
            }
        }
        return tables;
    }

    @Test
    void everythingThatReferredToAContactRefersToTheSurvivor() {
        String survivor = office.contact("Survivor");
        String duplicate = office.contact("Duplicate");
        List<Row> planted = plantReferences("contacts", duplicate);
        office.insert(
                "campaigns",
                "{\"name\":\"c\",\"type\":\"SMS\",\"target_type\":\"INDIVIDUAL\",\"target_contacts\":[\"" + duplicate
                        + "\",\"" + survivor + "\"]}");
        office.insert("contacts", "{\"first_name\":\"Ward\",\"parent_contact_id\":\"" + duplicate + "\"}");

        JsonNode answer = office.call(MERGE, request(survivor, duplicate)).ok();

        assertThat(planted).hasSizeGreaterThan(20);
        assertThat(mentioning(duplicate)).isSubsetOf(RECORDS_OF_MERGES);
        for (Row row : planted) {
            Row now = office.store().findAll(row.table(), List.of(row.key())).getFirst();
            assertThat(Json.write(now.values())).as(row.table().name()).contains(survivor);
        }
        assertThat(answer.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(answer.at("/contact/id").asText()).isEqualTo(survivor);
        assertThat(office.read("contacts?id=eq." + duplicate)).isEmpty();
        assertThat(office.read("audit_logs?action=eq.contact.merged").findValuesAsText("entity_id"))
                .containsExactly(survivor);
        assertThat(office.read("campaigns").get(0).path("target_contacts").toString())
                .isEqualTo("[\"" + survivor + "\"]");
    }

    @Test
    void everythingThatReferredToACompanyRefersToTheSurvivor() {
        String survivor = office.insert("companies", "{\"name\":\"Acme\"}");
        String duplicate = office.insert("companies", "{\"name\":\"ACME\",\"industry\":\"Tools\"}");
        List<Row> planted = plantReferences("companies", duplicate);
        ObjectNode documented = Json.object().put("primaryCompanyId", survivor);
        documented.putArray("companyIds").add(survivor).add(duplicate);

        JsonNode answer = office.call("find-duplicate-companies", documented).ok();

        assertThat(planted).hasSizeGreaterThan(3);
        assertThat(mentioning(duplicate)).isSubsetOf(RECORDS_OF_MERGES);
        assertThat(answer.at("/company/industry").asText()).isEqualTo("Tools");
        assertThat(answer.at("/company/name").asText()).isEqualTo("Acme");
    }

    @Test
    void survivorKeepsItsOwnAndTakesTheRest() {
        String survivor = office.insert("contacts", """
            {"first_name": "John", "phones": ["+201000000001"], "emails": ["john@example.com"], "tags": ["a", "b"],
             "custom_fields": {"color": "red", "size": null}, "notes": "first"}
            """);
        String second = office.insert("contacts", """
            {"first_name": "Johnny", "last_name": "Doe", "phones": ["+201000000001", "+201000000002"],
             "emails": ["john.doe@example.com"], "tags": ["b", "c"], "opt_in_status": false,
             "custom_fields": {"color": "blue", "size": "L", "shape": "round"}, "notes": "second"}
            """);
        String third =
                office.insert("contacts", "{\"last_name\": \"Smith\", \"job_title\": \"CTO\", \"city\": \"Giza\"}");
        ObjectNode request = request(survivor, second, third);
        request.putObject("fields").put("last_name", third);

        JsonNode contact = office.call(MERGE, request).ok().path("contact");

        assertThat(contact.path("first_name").asText()).isEqualTo("John");
        assertThat(contact.path("last_name").asText()).isEqualTo("Smith");
        assertThat(contact.path("full_name_search").asText()).isEqualTo("John Smith");
        assertThat(contact.path("job_title").asText()).isEqualTo("CTO");
        assertThat(contact.path("phones").toString()).isEqualTo("[\"+201000000001\",\"+201000000002\"]");
        assertThat(contact.path("emails").toString()).isEqualTo("[\"john@example.com\",\"john.doe@example.com\"]");
        assertThat(contact.path("tags").toString()).isEqualTo("[\"a\",\"b\",\"c\"]");
        assertThat(contact.path("custom_fields"))
                .isEqualTo(Json.read("{\"color\": \"red\", \"size\": \"L\", \"shape\": \"round\"}"));
        assertThat(contact.path("notes").asText()).isEqualTo("first\n\nsecond");
        assertThat(contact.path("opt_in_status").asBoolean()).isFalse();
        assertThat(contact.has("parent_keys")).isFalse();
        assertThat(office.row("background_jobs", jobOf(survivor)).get("result").at("/replaced/" + second))
                .isEqualTo(Json.read("{\"first_name\": \"Johnny\", \"last_name\": \"Doe\"}"));
    }

    private String jobOf(String survivor) {
        return office.all("background_jobs").stream()
                .filter(job -> job.get("options").path("primary_id").asText().equals(survivor))
                .findFirst()
                .orElseThrow()
                .id();
    }

    @Test
    void rowsThatThereMayBeOneOfAreSettled() {
        String survivor = office.contact("A");
        String duplicate = office.contact("B");
        String deal = office.insert("deals", "{\"title\":\"d\",\"contact_id\":\"" + survivor + "\"}");
        String sequence = office.insert("sequences", "{\"name\":\"s\"}");
        String channel = office.insert("channel_accounts", "{\"name\":\"w\",\"type\":\"WHATSAPP_LITE\"}");
        for (String contact : List.of(survivor, duplicate)) {
            office.insert("deal_contacts", "{\"deal_id\":\"" + deal + "\",\"contact_id\":\"" + contact + "\"}");
            office.insert(
                    "sequence_enrollments",
                    "{\"sequence_id\":\"" + sequence + "\",\"contact_id\":\"" + contact + "\"}");
        }
        Row second = office.all("sequence_enrollments").getLast();
        office.store().update(second, Json.object().put("status", "unsubscribed"));
        String older = conversation(survivor, channel);
        String newer = conversation(duplicate, channel);
        message(older, "one");
        message(newer, "two");

        office.call(MERGE, request(survivor, duplicate)).ok();

        assertThat(office.all("deal_contacts")).hasSize(1);
        assertThat(office.all("sequence_enrollments"))
                .singleElement()
                .satisfies(kept -> assertThat(kept.text("status")).isEqualTo("unsubscribed"));
        assertThat(office.row("conversations", older).text("status")).isEqualTo("CLOSED");
        assertThat(office.row("conversations", newer).text("status")).isEqualTo("OPEN");
        assertThat(office.read("messages?contact_id=eq." + survivor)).hasSize(2);
        assertThat(office.read("conversations?contact_id=eq." + survivor)).hasSize(2);
    }

    private String conversation(String contact, String channel) {
        return office.insert(
                "conversations", "{\"contact_id\":\"" + contact + "\",\"channel_account_id\":\"" + channel + "\"}");
    }

    private void message(String conversation, String content) {
        office.insert(
                "messages",
                Json.object()
                        .put("conversation_id", conversation)
                        .put("direction", "INBOUND")
                        .put("content", content));
    }

    @Test
    void manyRowsMoveInSeveralPages() {
        String survivor = office.contact("A");
        String duplicate = office.contact("B");
        ArrayNode notes = Json.array();
        IntStream.range(0, 450)
                .forEach(
                        number -> notes.addObject().put("contact_id", duplicate).put("content", "note " + number));
        office.rest("POST", "notes", notes);

        JsonNode answer = office.call(MERGE, request(survivor, duplicate)).ok();

        assertThat(answer.at("/moved/notes").asInt()).isEqualTo(450);
        assertThat(office.all("notes"))
                .hasSize(450)
                .allMatch(note -> note.text("contact_id").equals(survivor));
    }

    /** The function dies after its first write, its second, and so on; sent again, the same request finishes. */
    @Test
    void requestSentAgainAfterACrashFinishesTheMerge() {
        boolean crashed = true;
        int deaths = 0;
        for (int spared = 0; crashed; spared++) {
            String survivor = office.contact("A" + spared);
            String duplicate = office.insert("contacts", "{\"last_name\":\"B\",\"tags\":[\"t\"]}");
            office.insert("notes", "{\"contact_id\":\"" + duplicate + "\",\"content\":\"n\"}");
            office.insert("tasks", "{\"contact_id\":\"" + duplicate + "\",\"title\":\"t\"}");
            office.kill("MergeContacts", spared);

            crashed = office.call(MERGE, request(survivor, duplicate)).status() == 500;
            office.spare();
            deaths += crashed ? 1 : 0;
            JsonNode answer = office.call(MERGE, request(survivor, duplicate)).ok();

            assertThat(answer.path("status").asText()).as("write " + spared).isEqualTo("COMPLETED");
            assertThat(answer.at("/contact/tags").toString()).isEqualTo("[\"t\"]");
            assertThat(office.row("contacts", duplicate)).isNull();
            assertThat(mentioning(duplicate)).as("write " + spared).isSubsetOf(RECORDS_OF_MERGES);
            assertThat(office.read("audit_logs?action=eq.contact.merged&entity_id=eq." + survivor))
                    .as("write " + spared)
                    .hasSize(1);
        }
        assertThat(deaths).isGreaterThan(8);
    }

    @Test
    void queueFinishesWhatNobodySendsAgain() {
        String survivor = office.contact("A");
        String duplicate = office.contact("B");
        office.insert("notes", "{\"contact_id\":\"" + duplicate + "\",\"content\":\"n\"}");
        office.kill("MergeContacts", 4);
        assertThat(office.call(MERGE, request(survivor, duplicate)).status()).isEqualTo(500);
        assertThat(office.row("contacts", duplicate)).isNotNull();

        office.advance("PT61S");
        office.awaitIdle();

        assertThat(office.row("contacts", duplicate)).isNull();
        assertThat(office.row("background_jobs", jobOf(survivor)).text("status"))
                .isEqualTo("COMPLETED");
        assertThat(mentioning(duplicate)).isSubsetOf(RECORDS_OF_MERGES);
    }

    /** Somebody who saw the duplicate before it went writes a row for it afterwards. */
    @Test
    void latecomersAreMovedByTheQueue() {
        String survivor = office.contact("A");
        String duplicate = office.contact("B");
        office.call(MERGE, request(survivor, duplicate)).ok();
        Row late = PlantedRow.in(office.store().table("notes"), office.organization);
        late.values().put("contact_id", duplicate);
        office.store().insert(Row.fresh(late.table(), late.values()));

        office.advance("PT61S");
        office.awaitIdle();

        assertThat(office.row("notes", late.id()).text("contact_id")).isEqualTo(survivor);
    }

    @Test
    void mergeSentTwiceIsOneMerge() {
        String survivor = office.contact("A");
        String duplicate = office.contact("B");

        JsonNode first = office.call(MERGE, request(survivor, duplicate)).ok();
        JsonNode again = office.call(MERGE, request(survivor, duplicate)).ok();

        assertThat(again).isEqualTo(first);
        assertThat(office.read("audit_logs?action=eq.contact.merged")).hasSize(1);
    }

    @Test
    void identicalMergesAtOnceAreOneMerge() {
        String survivor = office.contact("A");
        String duplicate = office.contact("B");
        office.insert("notes", "{\"contact_id\":\"" + duplicate + "\",\"content\":\"n\"}");

        List<Answer> answers =
                Parallel.map(List.of(1, 2, 3, 4), 4, sender -> office.call(MERGE, request(survivor, duplicate)));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(office.read("audit_logs?action=eq.contact.merged")).hasSize(1);
        assertThat(mentioning(duplicate)).isSubsetOf(RECORDS_OF_MERGES);
    }

    @Test
    void ofOppositeMergesOneWins() {
        for (int round = 0; round < 5; round++) {
            String one = office.contact("A");
            String other = office.contact("B");
            office.insert("notes", "{\"contact_id\":\"" + one + "\",\"content\":\"1\"}");
            office.insert("notes", "{\"contact_id\":\"" + other + "\",\"content\":\"2\"}");

            List<Answer> answers = Parallel.map(
                    List.of(request(one, other), request(other, one)), 2, request -> office.call(MERGE, request));

            assertThat(answers.stream().map(Answer::status)).containsExactlyInAnyOrder(200, 404);
            assertThat(office.read("contacts?id=in.(" + one + "," + other + ")"))
                    .hasSize(1);
            assertThat(office.read("notes?contact_id=in.(" + one + "," + other + ")&content=in.(1,2)"))
                    .hasSize(2);
        }
    }

    @Test
    void overlappingMergesLoseNothing() {
        List<String> contacts = IntStream.range(0, 6)
                .mapToObj(number -> office.insert("contacts", "{\"first_name\":\"P\",\"tags\":[\"t" + number + "\"]}"))
                .toList();
        contacts.forEach(contact -> office.insert("notes", "{\"contact_id\":\"" + contact + "\",\"content\":\"n\"}"));
        List<ObjectNode> requests = List.of(
                request(contacts.get(0), contacts.get(1), contacts.get(2)),
                request(contacts.get(0), contacts.get(3)),
                request(contacts.get(0), contacts.get(4), contacts.get(5)));

        List<Answer> answers = Parallel.map(requests, 3, request -> office.call(MERGE, request));

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        Row survivor = office.row("contacts", contacts.getFirst());
        assertThat(survivor.get("tags")).hasSize(6);
        assertThat(office.all("contacts")).hasSize(1);
        assertThat(office.all("notes")).allMatch(note -> note.text("contact_id").equals(survivor.id()));
    }

    @Test
    void foreignContactIsNotFound(LocalCloud cloud) {
        Office stranger = Office.open(cloud);
        String mine = stranger.contact("Mine");
        String theirs = office.contact("Theirs");

        Answer taken = stranger.call(MERGE, request(mine, theirs));
        Answer given = stranger.call(MERGE, request(theirs, mine));

        assertThat(taken.status()).isEqualTo(404);
        assertThat(taken.body().path("error").asText()).isEqualTo("Contact not found: " + theirs);
        assertThat(given.status()).isEqualTo(404);
        assertThat(office.row("contacts", theirs)).isNotNull();
        assertThat(stranger.row("contacts", mine)).isNotNull();
        assertThat(stranger.all("background_jobs")).isEmpty();
    }
}
