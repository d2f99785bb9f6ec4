package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files by signed upload, worked on in the background. */
@ExtendWith(CloudExtension.class)
class ImportJobsTest {

    private static final byte[] FILE = "First Name,Email\nAnn,ann@example.com\n".getBytes(StandardCharsets.UTF_8);

    private final LocalCloud cloud;
    private final Desk desk;

    ImportJobsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.desk = Desk.open(cloud);
    }

    private Answer create(long size) {
        return desk.post(
                "import-jobs",
                Json.object()
                        .put("kind", "contacts")
                        .put("file_name", "people.csv")
                        .put("file_size", size));
    }

    @Test
    void fileIsImportedAndItsMemberIsTold() {
        String csv = ImportRequestsTest.people(600) + "Bad,nothing,,\n" + "=Evil,evil@example,,\n"
                + "Twin,p1@example.com,,\n";
        String id = desk.begin("contacts", csv, Json.object().put("file_name", "people.csv"));
        desk.idle();

        JsonNode job = desk.job(id);
        assertThat(job.path("status").asText()).isEqualTo("COMPLETED");
        assertThat(job.path("total").asInt()).isEqualTo(603);
        assertThat(job.path("imported").asInt()).isEqualTo(600);
        assertThat(job.path("skipped").asInt()).isEqualTo(1);
        assertThat(job.path("failed").asInt()).isEqualTo(2);
        assertThat(job.path("progress").asInt()).isEqualTo(100);
        assertThat(job.at("/created_counts/companies").asInt()).isEqualTo(5);
        assertThat(job.has("cursor")).isFalse();
        assertThat(job.has("file_key")).isFalse();
        assertThat(desk.call("GET", "/rest/v1/import_jobs?id=eq." + id + "&select=status,processed", null)
                        .ok()
                        .at("/0/processed")
                        .asInt())
                .isEqualTo(603);
        HttpResponse<String> report =
                Desk.raw("GET", job.path("error_report_url").asText(), new byte[0]);
        assertThat(report.body()).isEqualTo("""
            \uFEFFFirst Name,Email,Phone,Company,Import Row,Import Error\r
            Bad,nothing,,,601,Invalid email address: nothing\r
            '=Evil,evil@example,,,602,Invalid email address: evil@example\r
            """);
        JsonNode notices = desk.call("GET", "/rest/v1/notifications?kind=eq.import_finished", null)
                .ok();
        assertThat(notices).hasSize(1);
        assertThat(notices.at("/0/body").asText())
                .isEqualTo("Imported: 600, new companies: 5, new contacts: 600, merged: 0, skipped: 1, errors: 2");
    }

    @Test
    void correctedReportIsImportedAsItIs() {
        desk.importCsv(
                        "import-contacts",
                        "First Name,Email,Import Row,Import Error\n'=Evil,evil@example.com,602,Invalid\n")
                .ok();
        assertThat(desk.all("contacts").getFirst().text("first_name")).isEqualTo("=Evil");
    }

    @Test
    void largeRequestGoesOnInTheBackground() {
        ObjectNode body =
                Json.object().put("csvData", ImportRequestsTest.people(300)).put("background", true);
        Answer answer = desk.post("import-contacts", body);
        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("PROCESSING");
        desk.idle();
        assertThat(desk.job(answer.body().path("job_id").asText())
                        .path("imported")
                        .asInt())
                .isEqualTo(300);
    }

    @Test
    void jobOfAnotherOrganizationDoesNotExist() {
        JsonNode created = create(FILE.length).body();
        String path = "/functions/v1/import-jobs/" + created.path("job_id").asText();
        Desk stranger = Desk.open(cloud);

        assertThat(stranger.call("GET", path, null).status()).isEqualTo(404);
        assertThat(stranger.call("POST", path + "/start", Json.object()).status())
                .isEqualTo(404);
        assertThat(stranger.call("POST", path + "/cancel", Json.object()).status())
                .isEqualTo(404);
        assertThat(created.at("/upload/url").asText())
                .contains("/tmp/imports/" + desk.organization + "/"
                        + created.path("job_id").asText() + "/");
    }

    @Test
    void linkTakesOneFileOfOneSizeAndType() {
        JsonNode created = create(FILE.length).body();
        String url = created.at("/upload/url").asText();

        assertThat(Desk.raw(
                                "PUT",
                                url,
                                (new String(FILE, StandardCharsets.UTF_8) + "more").getBytes(StandardCharsets.UTF_8),
                                "content-type",
                                "text/csv")
                        .statusCode())
                .isEqualTo(403);
        assertThat(Desk.raw("PUT", url, FILE, "content-type", "text/html").statusCode())
                .isEqualTo(403);
        String elsewhere = url.replace(desk.organization, Desk.open(cloud).organization);
        assertThat(Desk.raw("PUT", elsewhere, FILE, "content-type", "text/csv").statusCode())
                .isEqualTo(403);
        assertThat(Desk.upload(created, FILE).statusCode()).isEqualTo(200);
    }

    @Test
    void nothingStartsBeforeTheFileIsThere() {
        String id = create(FILE.length).body().path("job_id").asText();
        Answer early = desk.post("import-jobs/" + id + "/start", Json.object());
        assertThat(early.status()).isEqualTo(409);
        assertThat(early.body().path("error").asText()).isEqualTo("The file has not been uploaded yet");
    }

    @Test
    void workbookIsRefusedBeforeAnythingStarts() {
        byte[] workbook = {'P', 'K', 3, 4, 20, 0, 6, 0};
        JsonNode created = create(workbook.length).body();
        Desk.upload(created, workbook);
        Answer answer = desk.post("import-jobs/" + created.path("job_id").asText() + "/start", Json.object());
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("error").asText()).contains("workbook");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 400 | kind is required",
                "{\"kind\": \"shoes\", \"file_size\": 1} | 400 | kind must be one of contacts, companies, kommo-leads,"
                        + " products",
                "{\"kind\": \"contacts\"} | 400 | file_size is required",
                "{\"kind\": \"contacts\", \"file_size\": 0} | 400 | file_size must be the file's size in bytes",
                "{\"kind\": \"contacts\", \"file_size\": \"x\"} | 400 | file_size must be the file's size in bytes",
                "{\"kind\": \"contacts\", \"file_size\": 104857601} | 413 | A file has at most 104857600 bytes (100"
                        + " MB)",
                "{\"kind\": \"contacts\", \"file_size\": 9, \"content_type\": \"text/html\"} | 415 | content_type must"
                        + " be text/csv",
            })
    void badOrdersAreToldWhy(String body, int status, String error) {
        Answer answer = desk.post("import-jobs", Json.read(body));
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("error").asText()).isEqualTo(error);
    }

    @Test
    void cancelledJobStaysCancelled() {
        JsonNode created = create(FILE.length).body();
        Desk.upload(created, FILE);
        String id = created.path("job_id").asText();
        desk.post("import-jobs/" + id + "/cancel", Json.object()).ok();
        desk.post("import-jobs/" + id + "/start", Json.object());
        desk.idle();
        assertThat(desk.job(id).path("status").asText()).isEqualTo("CANCELLED");
        assertThat(desk.all("contacts")).isEmpty();
    }

    @Test
    void productsAreImportedBySku() {
        ObjectNode body = Json.object().put("kind", "products").put("csvData", """
            Name,SKU,Price,Currency,Colour
            Chair,C-1,"$1,200.50",usd,red
            Table,,80,EUR,
            chair again,C-1,1,USD,
            TABLE,,1,EUR,
            Free,F-1,-1,USD,
            """);
        JsonNode answer = desk.post("import-jobs", body).ok();
        assertThat(answer.path("imported").asInt()).isEqualTo(2);
        assertThat(answer.path("skipped").asInt()).isEqualTo(2);
        assertThat(answer.at("/errors/0/error").asText()).isEqualTo("price must be at least 0");
        var products = desk.all("products");
        assertThat(products).hasSize(2);
        assertThat(products.getFirst().get("price").decimalValue()).isEqualByComparingTo("1200.50");
        assertThat(products.getFirst().text("currency")).isEqualTo("USD");
        assertThat(List.of(
                        products.getFirst().get("custom_fields").path("Colour").asText()))
                .containsExactly("red");
    }
}
