package com.connectgain.csv;

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
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The import calls: their bodies, their refusals, what they find in the store. */
@ExtendWith(CloudExtension.class)
class ImportRequestsTest {

    private static final String ANN = "First Name,Email\nAnn,ann@example.com\n";

    private final LocalCloud cloud;
    private final Desk desk;

    ImportRequestsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.desk = Desk.open(cloud);
    }

    @Test
    void documentedAnswerHasItsThreeFields() {
        JsonNode answer = desk.importCsv("import-contacts", ANN + "Anna,ann@example.com\n")
                .ok();

        assertThat(answer.path("success").asBoolean()).isTrue();
        assertThat(answer.path("imported").asInt()).isEqualTo(1);
        assertThat(answer.path("skipped").asInt()).isEqualTo(1);
        assertThat((Object) answer.path("errors")).isEqualTo(Json.array());
        assertThat(desk.call(
                                "GET",
                                "/rest/v1/import_jobs?id=eq."
                                        + answer.path("job_id").asText(),
                                null)
                        .ok()
                        .at("/0/imported")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void keyOfTheOrganizationMayImport() {
        String key = desk.apiKey();
        Answer answer = new Client(cloud)
                .call("POST", "/functions/v1/import-contacts", Json.object().put("csvData", ANN), "X-API-Key", key);
        assertThat(answer.ok().path("imported").asInt()).isEqualTo(1);
    }

    @Test
    void rowsOfObjectsAreAFileToo() {
        ObjectNode body = Json.object();
        body.putArray("rows")
                .add(Json.read("{\"First Name\": \"Ann\", \"Email\": \"ann@example.com\", \"Note\": \"=SUM(1)\"}"))
                .add(Json.read("{\"First Name\": \"Bob\", \"Phone\": 201000000001, \"Tags\": [\"a\", \"b\"]}"));

        assertThat(desk.post("import-contacts", body).ok().path("imported").asInt())
                .isEqualTo(2);

        List<Row> contacts = desk.all("contacts");
        assertThat(contacts.getFirst().text("notes")).isEqualTo("=SUM(1)");
        assertThat((Object) contacts.getLast().get("tags")).isEqualTo(Json.read("[\"a\",\"b\"]"));
        assertThat((Object) contacts.getLast().get("phones")).isEqualTo(Json.read("[\"+201000000001\"]"));
    }

    @Test
    void fileAloneIsABody() {
        HttpResponse<String> answer = desk.send(
                "/functions/v1/import-contacts?duplicates=merge",
                "text/csv; charset=utf-8",
                ANN.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(Json.read(answer.body()).path("imported").asInt()).isEqualTo(1);
    }

    @Test
    void fileOfAFormIsABody() {
        String form = "--x\r\nContent-Disposition: form-data; name=\"mapping\"\r\n\r\n{\"Who\":\"first_name\"}\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"people.csv\"\r\n"
                + "Content-Type: text/csv\r\n\r\nWho,Email\r\nAnn,ann@example.com\r\n\r\n--x--\r\n";
        HttpResponse<String> answer = desk.send(
                "/functions/v1/import-contacts",
                "multipart/form-data; boundary=x",
                form.getBytes(StandardCharsets.UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(desk.all("contacts").getFirst().text("first_name")).isEqualTo("Ann");
        assertThat(desk.all("import_jobs").getFirst().text("file_name")).isEqualTo("people.csv");
    }

    @Test
    void columnsAreMappedAsTheCallerSays() {
        ObjectNode body = Json.object().put("csvData", "A,B,C,D\nAnn,ann@example.com,x,y\n");
        body.set("mapping", Json.read("""
            {"A": "first_name", "B": "emails", "C": "custom_fields.code", "D": "skip"}
            """));
        desk.post("import-contacts", body).ok();
        Row contact = desk.all("contacts").getFirst();
        assertThat(contact.text("first_name")).isEqualTo("Ann");
        assertThat((Object) contact.get("custom_fields")).isEqualTo(Json.read("{\"code\":\"x\"}"));
    }

    @Test
    void knownPeopleAreSkippedOrMerged() {
        desk.insert("contacts", (ObjectNode) Json.read("""
            {"first_name": "Old", "emails": ["ann@example.com"], "tags": ["kept"], "custom_fields": {"a": 1}}
            """));
        String csv = "First Name,Email,Phone,Tags,b\nAnn,ann@example.com,+201000000001,new,2\n";

        assertThat(desk.importCsv("import-contacts", csv).ok().path("skipped").asInt())
                .isEqualTo(1);
        assertThat(desk.all("contacts").getFirst().text("first_name")).isEqualTo("Old");

        JsonNode merged = desk.post(
                        "import-contacts", Json.object().put("csvData", csv).put("duplicates", "merge"))
                .ok();
        assertThat(merged.path("merged").asInt()).isEqualTo(1);
        Row contact = desk.all("contacts").getFirst();
        assertThat(contact.text("first_name")).isEqualTo("Ann");
        assertThat((Object) contact.get("tags")).isEqualTo(Json.read("[\"kept\",\"new\"]"));
        assertThat((Object) contact.get("phones")).isEqualTo(Json.read("[\"+201000000001\"]"));
        assertThat((Object) contact.get("custom_fields")).isEqualTo(Json.read("{\"a\":1,\"b\":\"2\"}"));
        assertThat(desk.all("contacts")).hasSize(1);
    }

    @Test
    void companyOfAContactIsLinkedOrMadeOnce() {
        desk.insert("companies", Json.object().put("name", "acme").put("domain", "acme.com"));
        JsonNode answer = desk.importCsv("import-contacts", """
            First Name,Email,Company name
            Ann,ann@example.com,ACME
            Bob,bob@example.com,Globex
            Cyd,cyd@example.com,globex
            """).ok();

        assertThat(answer.at("/counts/companies").asInt()).isEqualTo(1);
        List<Row> companies = desk.all("companies");
        assertThat(companies).hasSize(2);
        List<Row> contacts = desk.all("contacts");
        assertThat(contacts.get(0).text("company_id"))
                .isEqualTo(companies.stream()
                        .filter(row -> row.text("name").equals("acme"))
                        .findFirst()
                        .orElseThrow()
                        .id());
        assertThat(contacts.get(1).text("company_id"))
                .isNotNull()
                .isEqualTo(contacts.get(2).text("company_id"));
    }

    @Test
    void lifecycleStageAndOwnerAreFoundByName() {
        String stage = desk.insert("lifecycle_stages", Json.object().put("name", "Customer"))
                .path("id")
                .asText();
        desk.importCsv("import-contacts", """
            First Name,Email,Lifecycle Stage,Contact owner
            Ann,ann@example.com,customer,Jane Doe
            """).ok();
        Row contact = desk.all("contacts").getFirst();
        assertThat(contact.text("lifecycle_stage_id")).isEqualTo(stage);
        assertThat(contact.text("assignee_id")).isEqualTo(desk.user);
    }

    @Test
    void identicalImportsAtOnceMakeEverybodyOnce() {
        String csv = people(200);
        List<JsonNode> answers = Parallel.map(
                List.of(1, 2),
                2,
                again -> desk.importCsv("import-contacts", csv).body());

        assertThat(desk.all("contacts")).hasSize(200);
        assertThat(desk.all("companies")).hasSize(5);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.path("imported").asInt())
                        .sum())
                .isEqualTo(200);
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.path("skipped").asInt())
                        .sum())
                .isEqualTo(200);
    }

    static String people(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "Person " + i + ",p" + i + "@example.com,+2010" + (10_000_000 + i) + ",Company " + i % 5)
                .collect(Collectors.joining("\n", "First Name,Email,Phone,Company\n", "\n"));
    }

    @Test
    void repeatedKeyGetsTheStoredAnswer() {
        ObjectNode body = Json.object().put("csvData", ANN);
        JsonNode first =
                desk.post("import-contacts", body, "idempotency-key", "k1").ok();
        Answer again = desk.post("import-contacts", body, "idempotency-key", "k1");
        Answer other = desk.post(
                "import-contacts", Json.object().put("csvData", ANN + "x,x@example.com"), "idempotency-key", "k1");

        assertThat((Object) again.ok()).isEqualTo(first);
        assertThat(again.header("idempotent-replayed")).isEqualTo("true");
        assertThat(other.status()).isEqualTo(422);
        assertThat(desk.all("contacts")).hasSize(1);
    }

    @Test
    void memberWithoutTheCrmImportsNothing() {
        Desk agent = desk.join("AGENT");
        desk.call(
                "PATCH",
                "/rest/v1/profiles?id=eq." + agent.user,
                Json.read("{\"permissions\": {\"can_access_crm\": false}}"));

        assertThat(agent.importCsv("import-contacts", ANN).status()).isEqualTo(403);
        assertThat(agent.post(
                                "import-jobs",
                                Json.object().put("kind", "contacts").put("file_size", 10))
                        .status())
                .isEqualTo(403);
        assertThat(desk.all("contacts")).isEmpty();
    }

    @Test
    void foreignOrganizationIsRefused() {
        ObjectNode body = Json.object().put("csvData", ANN).put("organizationId", Desk.open(cloud).organization);
        assertThat(desk.post("import-contacts", body).status()).isEqualTo(403);
        assertThat(desk.all("contacts")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | csvData is required",
                "{\"csvData\": \" \"} | csvData is required",
                "{\"csvData\": 7} | csvData must be a string",
                "{\"rows\": [1]} | Each row must be an object",
                "{\"rows\": []} | csvData is required",
                "{\"csvData\": \"First Name,Email\"} | The CSV has no rows below its header",
                "{\"csvData\": \"a,b\\n1,2\"} | The header row has no known column",
                "{\"csvData\": \"Email\\na@b.co\", \"duplicates\": \"replace\"} | duplicates must be skip or merge",
                "{\"csvData\": \"Email\\n"
                        + "a@b.co\", \"mapping\": {\"X\": \"emails\"}} | mapping names a column that the file does not"
                        + " have: X",
                "{\"csvData\": \"Email\\n"
                        + "a@b.co\", \"mapping\": {\"Email\": \"shoe\"}} | mapping names an unknown field: shoe",
                "{\"csvData\": \"Email\\na@b.co\", \"mapping\": 7} | mapping must be an object of at most 500 columns",
                "{\"csvData\": \"PK\\u0003\\u0004\"} | The file is no CSV but a workbook; save it as CSV UTF-8",
            })
    void badRequestsAreToldWhy(String body, String error) {
        Answer answer = desk.post("import-contacts", Json.read(body));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/octet-stream", "application/pdf", "application/zip"})
    void otherMediaAreRefused(String type) {
        assertThat(desk.send("/functions/v1/import-contacts", type, new byte[] {1, 2, 3})
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void otherEncodingsAreRefused() {
        byte[] wide = ANN.getBytes(StandardCharsets.UTF_16);
        HttpResponse<String> answer = desk.send("/functions/v1/import-contacts", "text/csv", wide);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("not UTF-8");

        byte[] latin =
                "First Name,Email\nJos\u00e9,a@b.co\nAnn,ann@example.com\n".getBytes(StandardCharsets.ISO_8859_1);
        JsonNode mixed = Json.read(
                desk.send("/functions/v1/import-contacts", "text/csv", latin).body());
        assertThat(mixed.at("/errors/0/error").asText()).isEqualTo("The row is not valid UTF-8");
        assertThat(mixed.path("imported").asInt()).isEqualTo(1);
    }
}
