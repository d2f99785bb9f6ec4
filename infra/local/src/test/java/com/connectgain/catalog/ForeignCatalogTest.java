package com.connectgain.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.Options;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The tables of {@code catalog/bakery.json}, as the service role finds them. Cases are data: one rule each. */
@TestInstance(Lifecycle.PER_CLASS)
class ForeignCatalogTest {

    /** Tables that no other refers to: what a case does to them is undone by filling them alone. */
    private static final Set<String> ALONE = Set.of("crumbs", "stamps");

    private LocalCloud cloud;
    private Client client;
    private JsonNode rows;

    @BeforeAll
    void start() throws Exception {
        Path root = Path.of(System.getProperty("project.root", "../.."));
        cloud = LocalCloud.start(Options.inMemory(root.resolve("template.yaml"))
                .withCatalog(Path.of("src/test/resources/catalog/bakery.json")));
        client = new Client(cloud);
        rows = resource("rows.json");
        refill(tables());
    }

    @AfterAll
    void stop() {
        cloud.close();
    }

    static Stream<Named<JsonNode>> reads() {
        return cases("reads.json");
    }

    static Stream<Named<JsonNode>> writes() {
        return cases("writes.json");
    }

    private static Stream<Named<JsonNode>> cases(String file) {
        return StreamSupport.stream(resource(file).spliterator(), false)
                .map(one -> Named.of(one.path("rule").asText(), one));
    }

    private static JsonNode resource(String file) {
        try (InputStream stream = ForeignCatalogTest.class.getResourceAsStream("/catalog/" + file)) {
            return Json.parse(stream.readAllBytes());
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @ParameterizedTest
    @MethodSource("reads")
    void reading(JsonNode example) {
        answersAsExpected(example);
    }

    @ParameterizedTest
    @MethodSource("writes")
    void writing(JsonNode example) {
        try {
            answersAsExpected(example);
        } finally {
            String table = example.path("path").asText().substring(1).split("\\?")[0];
            refill(ALONE.contains(table) ? List.of(table) : tables());
        }
    }

    @Test
    void serialColumnCountsUpFromItsStart() {
        int first = serial();

        assertThat(first).isGreaterThanOrEqualTo(100);
        assertThat(serial()).isEqualTo(first + 1);
        refill(tables());
    }

    private int serial() {
        Answer answer = service("POST", "/loaves?select=id", Json.object().put("name", "bun"), "return=representation");
        return answer.body().at("/0/id").asInt();
    }

    @Test
    void onlyTheServiceRoleKnowsTheTables() {
        assertThat(client.anon("GET", "/rest/v1/crumbs", null)
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("PGRST205");
        assertThat(client.as(Client.accessToken(client.owner(Client.newEmail())), "GET", "/rest/v1/crumbs", null)
                        .body()
                        .path("code")
                        .asText())
                .isEqualTo("PGRST205");
    }

    private void answersAsExpected(JsonNode example) {
        List<String> headers = new ArrayList<>();
        for (String header : List.of("prefer", "accept", "range")) {
            if (example.has(header)) {
                headers.addAll(List.of(header, example.get(header).asText()));
            }
        }
        Answer answer =
                call(example.path("method").asText("GET"), example.path("path").asText(), example.get("body"), headers);

        assertThat(answer.status())
                .as(answer.raw().body())
                .isEqualTo(example.path("status").asInt());
        if (example.has("answer")) {
            assertThat(Json.read(answer.raw().body())).isEqualTo(example.get("answer"));
        }
        if (example.has("text")) {
            assertThat(answer.raw().body()).isEqualTo(example.get("text").asText());
        }
        if (example.has("code")) {
            assertThat(answer.body().path("code").asText())
                    .isEqualTo(example.get("code").asText());
        }
        for (var header : example.path("headers").properties()) {
            assertThat(answer.header(header.getKey()))
                    .isEqualTo(header.getValue().asText());
        }
    }

    private List<String> tables() {
        return rows.properties().stream().map(Map.Entry::getKey).toList();
    }

    private void refill(List<String> tables) {
        for (String table : tables.reversed()) {
            assertThat(service("DELETE", "/" + table, null, "return=minimal").status())
                    .isEqualTo(204);
        }
        for (String table : tables) {
            assertThat(service("POST", "/" + table, rows.get(table), "return=minimal")
                            .status())
                    .isEqualTo(201);
        }
    }

    private Answer service(String method, String path, JsonNode body, String prefer) {
        return call(method, path, body, List.of("prefer", prefer));
    }

    private Answer call(String method, String path, JsonNode body, List<String> more) {
        List<String> headers = new ArrayList<>(more);
        String key = cloud.connection().serviceRoleKey();
        headers.addAll(List.of("apikey", key, "authorization", "Bearer " + key));
        return client.call(method, "/rest/v1" + path, body, headers.toArray(String[]::new));
    }
}
