package com.connectgain.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.tags.TagCarriers;
import com.connectgain.system.PlantedRow;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class TagsTest {

    private final Office office;

    TagsTest(LocalCloud cloud) {
        this.office = Office.open(cloud);
    }

    private String tagged(String table, String name, String tags) {
        return office.insert(
                table,
                "{\"" + (table.equals("contacts") ? "first_name" : "name") + "\":\"" + name + "\",\"tags\":" + tags
                        + "}");
    }

    private JsonNode rpc(String function, String arguments) {
        return office.rpc(function, Json.read(arguments)).ok();
    }

    @Test
    void everyTagIsCountedWhetherDefinedOrMerelyUsed() {
        tagged("contacts", "A", "[\"VIP\", \"عميل\"]");
        tagged("contacts", "B", "[\"VIP\"]");
        tagged("companies", "C", "[\"VIP\"]");
        office.insert("tags", "{\"name\":\"Unused\",\"color\":\"#fff\"}");

        JsonNode all = rpc("get_tag_counts", "{}");
        JsonNode found = rpc("get_tag_counts", "{\"p_search\":\"vi\"}");

        assertThat(all.findValuesAsText("tag")).containsExactly("VIP", "عميل", "Unused");
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).isEqualTo(Json.read("""
            {"tag": "VIP", "contact_count": 2, "company_count": 1, "deal_count": 0, "total": 3, "id": null,
             "color": null, "type": null}
            """));
        assertThat(all.get(2).path("color").asText()).isEqualTo("#fff");
        assertThat(office.read("contacts?tags=cs.%7BVIP%7D&select=first_name,emails,phones,tags,created_at"))
                .hasSize(2);
    }

    @Test
    void renamedTagIsRenamedOnEveryCarrier() {
        List<Row> carriers = new ArrayList<>();
        TagCarriers.of(office.store().catalog()).forEach(table -> {
            Row row = PlantedRow.in(table, office.organization);
            row.values().putArray("tags").add("old").add("other").add("new");
            if (row.values().has("parent_keys")) {
                row.values().putArray("parent_keys").add(row.text("parent_contact_id"));
            }
            Row fresh = Row.fresh(table, row.values());
            assertThat(office.store().insert(fresh).isWritten()).isTrue();
            carriers.add(fresh);
        });
        office.insert("tags", "{\"name\":\"old\",\"type\":\"CONTACT\",\"color\":\"#123456\"}");
        office.insert(
                "campaigns", "{\"name\":\"c\",\"type\":\"SMS\",\"target_type\":\"TAGS\",\"target_tags\":[\"old\"]}");

        JsonNode answer = rpc("rename_tag", "{\"p_name\":\"old\",\"p_new_name\":\"new\"}");

        assertThat(answer.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(carriers).hasSizeGreaterThan(5);
        for (Row row : carriers) {
            Row now = office.store().findAll(row.table(), List.of(row.key())).getFirst();
            assertThat(now.get("tags").toString()).as(row.table().name()).isEqualTo("[\"new\",\"other\"]");
        }
        assertThat(office.all("tags"))
                .singleElement()
                .satisfies(tag -> assertThat(tag.text("name")).isEqualTo("new"));
        assertThat(office.all("campaigns").getFirst().get("target_tags").toString())
                .isEqualTo("[\"new\"]");
    }

    @Test
    void manyRowsAreRenamedInSeveralPages() {
        ArrayNode contacts = Json.array();
        for (int i = 0; i < 650; i++) {
            contacts.addObject().put("first_name", "P" + i).putArray("tags").add("old");
        }
        assertThat(office.rest("POST", "contacts", contacts).status()).isEqualTo(201);

        List<Answer> answers = Parallel.map(
                List.of(1, 2),
                2,
                sender -> office.rpc("rename_tag", Json.read("{\"p_name\":\"old\",\"p_new_name\":\"new\"}")));
        office.awaitIdle();

        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
        assertThat(office.all("contacts"))
                .allMatch(row -> row.get("tags").toString().equals("[\"new\"]"));
    }

    @Test
    void tagIsOnlyRenamedTogetherWithItsCarriers() {
        String tag = office.insert("tags", "{\"name\":\"old\"}");

        Answer renamed = office.rest("PATCH", "tags?id=eq." + tag, Json.read("{\"name\":\"new\"}"));
        JsonNode coloured = office.change("tags", tag, "{\"name\":\"old\",\"color\":\"#123456\"}");

        assertThat(renamed.status()).isEqualTo(400);
        assertThat(renamed.body().path("message").asText()).isEqualTo("name cannot be changed here");
        assertThat(renamed.body().path("hint").asText()).contains("rpc/rename_tag");
        assertThat(coloured.path("color").asText()).isEqualTo("#123456");
    }

    @Test
    void deletedTagIsGoneEverywhere() {
        String contact = tagged("contacts", "A", "[\"old\", \"kept\"]");
        office.insert("tags", "{\"name\":\"old\"}");

        JsonNode answer = rpc("delete_tag", "{\"p_name\":\"old\"}");

        assertThat(answer.at("/changed/contacts").asInt()).isEqualTo(1);
        assertThat(office.row("contacts", contact).get("tags").toString()).isEqualTo("[\"kept\"]");
        assertThat(office.all("tags")).isEmpty();
        assertThat(rpc("delete_tag", "{\"p_name\":\"old\"}").path("changed")).isEmpty();
    }

    @Test
    void tagsAreAddedAndTakenWithoutTouchingOthers(LocalCloud cloud) {
        String one = tagged("contacts", "A", "[\"a\"]");
        String two = tagged("contacts", "B", "[\"a\", \"b\"]");
        String foreign = Office.open(cloud).contact("F");
        ObjectNode arguments = Json.object().put("p_table", "contacts");
        arguments.putArray("p_ids").add(one).add(two).add(foreign);
        arguments.putArray("p_add").add("b").add("VIP ");
        arguments.putArray("p_remove").add("a");

        JsonNode answer = office.rpc("update_tags", arguments).ok();
        JsonNode again = office.rpc("update_tags", arguments).ok();

        assertThat(answer).isEqualTo(Json.read("{\"success\":true,\"updated\":2,\"unchanged\":0,\"not_found\":1}"));
        assertThat(again.path("updated").asInt()).isZero();
        assertThat(office.row("contacts", one).get("tags").toString()).isEqualTo("[\"b\",\"VIP\"]");
        assertThat(office.row("contacts", two).get("tags").toString()).isEqualTo("[\"b\",\"VIP\"]");
    }

    @Test
    void stagesAreSeededOnceAndOneIsTheDefault() {
        office.insert("lifecycle_stages", "{\"name\":\"Customer\",\"position\":4}");

        Parallel.map(List.of(1, 2, 3), 3, sender -> rpc("seed_lifecycle_stages", "{}"));
        JsonNode stages = rpc("seed_lifecycle_stages", "{}");

        assertThat(stages.findValuesAsText("name"))
                .hasSize(6)
                .doesNotHaveDuplicates()
                .contains("Lead", "Customer");
        assertThat(stages.findValuesAsText("is_default").stream().filter("true"::equals))
                .hasSize(1);
    }

    @Test
    void newContactStartsInTheDefaultStage() {
        String before = office.contact("Before");
        JsonNode stages = rpc("seed_lifecycle_stages", "{}");
        String second = stages.get(1).path("id").asText();
        office.change("lifecycle_stages", second, "{\"is_default\":true}");

        String started = office.contact("New");
        String placed = office.insert(
                "contacts",
                "{\"first_name\":\"Placed\",\"lifecycle_stage_id\":\""
                        + stages.get(4).path("id").asText() + "\"}");
        String unplaced = office.insert("contacts", "{\"first_name\":\"None\",\"lifecycle_stage_id\":null}");

        assertThat(office.row("contacts", before).text("lifecycle_stage_id")).isNull();
        assertThat(office.row("contacts", started).text("lifecycle_stage_id")).isEqualTo(second);
        assertThat(office.row("contacts", placed).text("lifecycle_stage_id"))
                .isEqualTo(stages.get(4).path("id").asText());
        assertThat(office.row("contacts", unplaced).text("lifecycle_stage_id")).isNull();
    }

    @Test
    void agentsDoNotAdministerTags() {
        Office agent = office.join("AGENT");

        for (String call : List.of("rename_tag", "delete_tag", "seed_lifecycle_stages")) {
            ObjectNode arguments = Json.object();
            if (!call.startsWith("seed")) {
                arguments.put("p_name", "a");
            }
            if (call.startsWith("rename")) {
                arguments.put("p_new_name", "b");
            }
            assertThat(agent.rpc(call, arguments).status()).as(call).isEqualTo(403);
        }
        assertThat(agent.rpc("get_tag_counts", Json.object()).status()).isEqualTo(200);
        assertThat(agent.call("auto-tag-country", "{}").status()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        rename_tag | {"p_name": " ", "p_new_name": "b"} | 400 | p_name is required
        rename_tag | {"p_name": "a", "p_new_name": null} | 400 | p_new_name is required
        rename_tag | {"p_name": "a", "p_new_name": "a"} | 400 | p_new_name must differ from p_name
        rename_tag | {"p_name": "a", "p_new_name": "defined"} | 409 | Tag already exists: defined
        delete_tag | {"p_name": ""} | 400 | p_name is required
        update_tags | {"p_table": "messages", "p_ids": [], "p_add": ["a"]} | 400 | p_table must be one of call_records, companies, contacts, conversations, deals, projects, tasks
        update_tags | {"p_table": "contacts", "p_ids": [], "p_add": ["a"]} | 400 | p_ids must not be empty
        update_tags | {"p_table": "contacts", "p_ids": ["x"], "p_add": ["a"]} | 400 | invalid input syntax for type uuid: "x"
        update_tags | {"p_table": "contacts", "p_ids": ["00000000-0000-0000-0000-000000000001"]} | 400 | p_add or p_remove is required
        update_tags | {"p_table": "contacts", "p_ids": 7, "p_add": ["a"]} | 400 | expected JSON array
        get_task_stats | {"p_assignee_id": "x"} | 400 | invalid input syntax for type uuid: "x"
        get_sla_report | {"p_project_id": "00000000-0000-0000-0000-000000000001"} | 404 | Project not found: 00000000-0000-0000-0000-000000000001
        get_sla_report | {"p_project_id": null} | 400 | p_project_id is required
        """)
    void badCallsAreToldWhy(String function, String arguments, int status, String error) {
        office.insert("tags", "{\"name\":\"defined\"}");

        Answer answer = office.rpc(function, Json.read(arguments));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(status);
        assertThat(answer.body().path("message").asText()).isEqualTo(error);
    }

    @Test
    void contactsAreTaggedWithTheCountryOfTheirNumber() {
        ArrayNode contacts = Json.array();
        List<String> phones = List.of(
                "+201001234567", "+00201001234567", "+12025550100", "+14165550100", "+77011234567", "+999123456789");
        phones.forEach(phone ->
                contacts.addObject().put("first_name", phone).putArray("phones").add(phone));
        for (int i = 0; i < 600; i++) {
            contacts.addObject().put("first_name", "P" + i).putArray("phones").add("+9665" + (10_000_000 + i));
        }
        assertThat(office.rest("POST", "contacts", contacts).status()).isEqualTo(201);
        String tagged = tagged("contacts", "Tagged", "[\"Egypt\"]");
        office.change("contacts", tagged, "{\"phones\": [\"+201009999999\"]}");

        Answer begun = office.call("auto-tag-country", "{}");
        office.awaitIdle();
        Answer again = office.call("auto-tag-country", "{}");
        office.awaitIdle();

        assertThat(begun.status()).isEqualTo(202);
        JsonNode job = office.read(
                        "background_jobs?id=eq." + begun.body().path("job_id").asText())
                .get(0);
        assertThat(job.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(job.path("total").asInt()).isEqualTo(607);
        assertThat(job.path("processed").asInt()).isEqualTo(607);
        assertThat(job.path("result"))
                .isEqualTo(Json.read("{\"tagged\":605,\"countries\":{\"Canada\":1,\"Egypt\":2,\"Kazakhstan\":1,\"Saudi"
                        + " Arabia\":600,\"United States\":1}}"));
        JsonNode second = office.read(
                        "background_jobs?id=eq." + again.body().path("job_id").asText())
                .get(0);
        assertThat(second.path("result").path("tagged").asInt()).isZero();
        assertThat(office.row("contacts", tagged).get("tags").toString()).isEqualTo("[\"Egypt\"]");
        assertThat(office.read("notifications?kind=eq.job&order=created_at").findValuesAsText("body"))
                .containsExactly("605 contacts were tagged", "0 contacts were tagged");
    }

    /** The first request claimed the work and died: the id it claimed is the job's of the next. */
    @Test
    void jobThatWasClaimedAndNeverMadeIsMadeByTheNextRequest() {
        String claimed = Ids.next();
        office.store()
                .operations()
                .claim(
                        "auto-tag-country#" + office.organization,
                        Json.object().put("job", claimed),
                        java.time.Instant.now().plusSeconds(600));

        Answer begun = office.call("auto-tag-country", "{}");
        office.awaitIdle();

        assertThat(begun.body().path("job_id").asText()).isEqualTo(claimed);
        assertThat(office.row("background_jobs", claimed).text("status")).isEqualTo("COMPLETED");
    }

    @Test
    void emptyOrganizationIsTaggedToo() {
        String job = office.call("auto-tag-country", "{}").body().path("job_id").asText();
        office.awaitIdle();

        assertThat(office.row("background_jobs", job).text("status")).isEqualTo("COMPLETED");
    }
}
