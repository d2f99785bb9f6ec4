package com.connectgain.crm;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.functions.crm.CreateDealsBulk;
import com.connectgain.functions.crm.CreateLeadsBulk;
import com.connectgain.functions.crm.ImportContactsBulk;
import com.connectgain.functions.crm.InsertMessage;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** The machine under a function stops in the middle: what is there is whole, and the same request again finishes it. */
@ExtendWith(CloudExtension.class)
class CrashTest {

    private static final int ROWS = 5;
    private static final int POINTS = 8;
    private static final SdkHttpClient HTTP = Clients.newHttp();

    private final Crm crm;
    private final Settings settings;

    CrashTest(LocalCloud cloud) {
        this.crm = new Crm(cloud);
        this.settings = cloud.kernel().settings();
    }

    /** One batch of rows that have nothing in common with those of other batches. */
    private interface Batch {
        ObjectNode body(String batch);
    }

    /** @param calls how many it came to */
    private record Run(int calls, boolean died) {}

    private Run run(Function<Kernel, HttpFunction> function, JsonNode body, int last, boolean lastArrives) {
        DyingHttpClient http = new DyingHttpClient(HTTP, last, lastArrives);
        AwsClients aws = new AwsClients(
                settings,
                StaticCredentialsProvider.create(AwsBasicCredentials.create(Clients.ACCESS_KEY, Clients.SECRET_KEY)),
                () -> http);
        Request request = new Request(
                "crash",
                "POST",
                "/",
                Map.of(),
                "",
                Map.of("x-api-key", crm.key, "content-type", "application/json"),
                Json.bytes(body),
                "127.0.0.1");
        try {
            function.apply(new Kernel(settings, Clock.systemUTC(), aws)).answer(request);
            return new Run(http.calls(), false);
        } catch (DyingHttpClient.Dead brokenConnection) {
            return new Run(http.calls(), true);
        }
    }

    /** Crashes at points all over the request, each in a batch of its own, and sends every batch again. */
    private void crashed(
            Function<Kernel, HttpFunction> function, String name, Batch batch, Predicate<JsonNode> finished) {
        int calls = run(function, batch.body("whole"), Integer.MAX_VALUE, true).calls();
        assertThat(calls).isGreaterThan(ROWS);
        for (int point = 0; point < POINTS; point++) {
            // The first calls are those of the edge: key, rate.
            int last = 4 + point * (calls - 5) / POINTS;
            String id = "b" + point;
            assertThat(run(function, batch.body(id), last, point % 2 == 0).died())
                    .as("call %d of %d", last, calls)
                    .isTrue();

            JsonNode answer = crm.post(name, batch.body(id)).ok();

            assertThat(finished.test(answer))
                    .as("killed in call %d of %d: %s", last, calls, answer)
                    .isTrue();
        }
    }

    private static int number(String batch) {
        return batch.equals("whole") ? 0 : 1 + Integer.parseInt(batch.substring(1));
    }

    private static String phone(String batch, int row) {
        return "+2010" + (10_000_000 + number(batch) * 100 + row);
    }

    private static ObjectNode lead(ArrayNode rows, String batch, int row) {
        ObjectNode lead = rows.addObject()
                .put("first_name", batch)
                .put("email", batch + "." + row + "@example.com")
                .put("phone", phone(batch, row));
        lead.putArray("tags").add("imported");
        lead.putObject("custom_fields").put("row", row);
        return lead;
    }

    private static boolean allThere(JsonNode answer) {
        return answer.at("/summary/successful").asInt() == ROWS;
    }

    /** Every person of every batch once, with everything that the row said. */
    private void everyContactIsThereOnceAndWhole() {
        List<Row> contacts = crm.all("contacts");
        assertThat(contacts).hasSize((POINTS + 1) * ROWS).allSatisfy(contact -> {
            assertThat(contact.get("phones")).hasSize(1);
            assertThat(contact.get("tags")).isEqualTo(Json.read("[\"imported\"]"));
            assertThat(contact.get("custom_fields").has("row")).isTrue();
        });
        Set<String> numbers = contacts.stream()
                .map(contact -> contact.get("phones").path(0).asText())
                .collect(Collectors.toSet());
        assertThat(numbers).hasSize(contacts.size());
    }

    @Test
    void importIsFinishedByTheSameRequest() {
        crashed(
                ImportContactsBulk::new,
                "import-contacts-bulk",
                batch -> {
                    ObjectNode body = Json.object();
                    ArrayNode rows = body.putArray("contacts");
                    IntStream.range(0, ROWS).forEach(row -> lead(rows, batch, row));
                    return body;
                },
                CrashTest::allThere);

        everyContactIsThereOnceAndWhole();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void leadAndItsDealComeTogetherOrNotAtAll(boolean skipDuplicates) {
        crashed(
                CreateLeadsBulk::new,
                "create-leads-bulk",
                batch -> {
                    ObjectNode body = Json.object().put("skip_duplicates", skipDuplicates);
                    ArrayNode rows = body.putArray("leads");
                    for (int row = 0; row < ROWS; row++) {
                        lead(rows, batch, row).putObject("deal").put("title", batch + row);
                    }
                    return body;
                },
                CrashTest::allThere);

        everyContactIsThereOnceAndWhole();
        Map<String, Long> deals = crm.all("deals").stream()
                .collect(Collectors.groupingBy(deal -> deal.text("contact_id"), Collectors.counting()));
        assertThat(deals).hasSize((POINTS + 1) * ROWS);
        assertThat(deals.values()).containsOnly(1L);
    }

    /** DynamoDB fails for a while, as it does when a partition is moved: the SDK's patience is not enough. */
    @ParameterizedTest
    @ValueSource(strings = {"InternalServerError", "Throttling", "TransactionConflict", "Timeout"})
    void rowsThatTheStoreRefusedAreFinishedByTheSameRequest(String error) {
        ObjectNode body = Json.object();
        ArrayNode rows = body.putArray("contacts");
        IntStream.range(0, 40).forEach(row -> lead(rows, "b1", row));
        crm.sandbox(
                "POST",
                "faults",
                "{\"provider\": \"dynamodb\", \"error\": \"%s\", \"times\": 400, \"path_contains\": \"TransactWriteItems\"}"
                        .formatted(error));
        JsonNode first;
        try {
            first = crm.post("import-contacts-bulk", body).ok();
        } finally {
            crm.sandbox("DELETE", "faults", "");
        }

        JsonNode again = crm.post("import-contacts-bulk", body).ok();

        assertThat(first.at("/summary/failed").asInt()).isPositive();
        first.path("results").forEach(result -> {
            if (!result.path("success").asBoolean()) {
                assertThat(result.path("error").asText()).isEqualTo("Service unavailable");
            }
        });
        assertThat(again.at("/summary/successful").asInt()).isEqualTo(40);
        assertThat(crm.all("contacts")).hasSize(40);
    }

    @Test
    void dealsAreFinishedByTheSameRequest() {
        crashed(
                CreateDealsBulk::new,
                "create-deals-bulk",
                batch -> {
                    ObjectNode body = Json.object().put("skip_if_exists", true);
                    ArrayNode rows = body.putArray("deals");
                    for (int row = 0; row < ROWS; row++) {
                        rows.addObject()
                                .put("title", batch + row)
                                .put("contact_phone", phone(batch, row))
                                .put("create_contact_if_missing", true);
                    }
                    return body;
                },
                CrashTest::allThere);

        assertThat(crm.all("contacts")).hasSize((POINTS + 1) * ROWS);
        assertThat(crm.all("deals")).hasSize((POINTS + 1) * ROWS);
    }

    @Test
    void messageIsFinishedByTheSameRequest() {
        crashed(
                InsertMessage::new,
                "insert-message",
                batch -> Json.object()
                        .put("phone", phone(batch, 0))
                        .put("content", "x")
                        .put("direction", "incoming")
                        .put("external_id", batch),
                answer -> answer.path("success").asBoolean());

        assertThat(crm.all("contacts")).hasSize(POINTS + 1);
        assertThat(crm.all("conversations"))
                .hasSize(POINTS + 1)
                .allSatisfy(conversation ->
                        assertThat(conversation.get("unread_count").asInt()).isEqualTo(1));
        assertThat(crm.all("messages")).hasSize(POINTS + 1);
    }
}
