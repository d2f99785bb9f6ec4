package com.connectgain.csv;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.AwsClients;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;

/** A job whose worker dies in the middle ends as if nothing had happened: the same rows, the same counts. */
@ExtendWith(CloudExtension.class)
class ResumedJobTest {

    private static final String WORKER = "com.connectgain.functions.crm.CsvWorker";
    /** Two stretches. */
    private static final int ROWS = 280;

    private static final int LEADS = 150;

    private final LocalCloud cloud;

    ResumedJobTest(LocalCloud cloud) {
        this.cloud = cloud;
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    /** The machine is gone: nothing that the function would still do reaches anybody. */
    private static final class Died extends Error {}

    private static final class DyingHttp implements SdkHttpClient {

        private final SdkHttpClient real;
        private final AtomicInteger left;

        DyingHttp(SdkHttpClient real, int writes) {
            this.real = real;
            this.left = new AtomicInteger(writes);
        }

        @Override
        public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
            boolean writes = request.httpRequest()
                    .firstMatchingHeader("X-Amz-Target")
                    .orElse("")
                    .endsWith("TransactWriteItems");
            if (left.get() <= 0 || writes && left.decrementAndGet() < 0) {
                throw new Died();
            }
            return real.prepareRequest(request);
        }

        @Override
        public void close() {
            real.close();
        }
    }

    /** Contacts with companies and duplicates in the file, some rows without address or number, and bad ones. */
    private static String file() {
        return IntStream.range(0, ROWS)
                .mapToObj(i -> switch (i % 13) {
                    case 3 -> "Nameless " + i + ",,,";
                    case 5 -> "Bad " + i + ",nothing,,";
                    case 7 -> "Twin " + i + ",p" + (i - 7) + "@example.com,,";
                    default -> "P" + i + ",p" + i + "@example.com,+2010" + (10_000_000 + i) + ",Company " + i % 40;
                })
                .collect(Collectors.joining("\n", "First Name,Email,Phone,Company\n", "\n"));
    }

    private static String leads() {
        return IntStream.range(0, LEADS)
                .mapToObj(i -> i % 50 + ",Lead " + i + ",P" + i % 100 + ",+2010" + (10_000_000 + i % 100) + ",Company "
                        + i % 7 + ",Note " + i)
                .collect(Collectors.joining("\n", "ID,Title,Name,Phone,Company,Note\n", "\n"));
    }

    private static JsonNode job(Desk desk, String id) {
        return desk.job(id);
    }

    /** A job that no worker was told of. */
    private String prepared(Desk desk, String kind, String csv) {
        byte[] file = csv.getBytes(StandardCharsets.UTF_8);
        JsonNode created = desk.post(
                        "import-jobs", Json.object().put("kind", kind).put("file_size", file.length))
                .body();
        assertThat(Desk.upload(created, file).statusCode()).isEqualTo(200);
        return created.path("job_id").asText();
    }

    private void work(Kernel kernel, Desk desk, String job) throws Exception {
        ObjectNode event = Json.object();
        ObjectNode message = event.putArray("Records").addObject().put("messageId", "m-" + job);
        message.put(
                "body",
                Json.write(Json.object()
                        .put("type", "import")
                        .put("organization_id", desk.organization)
                        .put("job_id", job)));
        RequestStreamHandler worker = (RequestStreamHandler)
                Class.forName(WORKER).getConstructor(Kernel.class).newInstance(kernel);
        worker.handleRequest(new ByteArrayInputStream(Json.bytes(event)), new ByteArrayOutputStream(), null);
    }

    private Kernel dyingAfter(int writes) {
        var settings = cloud.kernel().settings();
        return new Kernel(
                settings,
                cloud.clock(),
                new AwsClients(
                        settings,
                        StaticCredentialsProvider.create(
                                AwsBasicCredentials.create(Clients.ACCESS_KEY, Clients.SECRET_KEY)),
                        Once.of(() -> new DyingHttp(Clients.newHttp(), writes))));
    }

    /** What the job left, ids and times aside. */
    private static Set<String> state(Desk desk) {
        Set<String> state = new TreeSet<>();
        for (String table : List.of("contacts", "companies", "deals", "notes")) {
            for (Row row : desk.all(table)) {
                ObjectNode values = row.values().deepCopy();
                values.remove(List.of(
                        "id",
                        "organization_id",
                        "created_at",
                        "updated_at",
                        "company_id",
                        "contact_id",
                        "deal_id",
                        "pipeline_id",
                        "author_id",
                        "stage_entered_at",
                        "last_activity_at",
                        "owner_history_id"));
                state.add(table + " " + Json.write(values));
            }
        }
        return state;
    }

    private static Set<String> without(Set<String> these, Set<String> those) {
        Set<String> rest = new TreeSet<>(these);
        rest.removeAll(those);
        return rest;
    }

    private static List<Integer> counts(JsonNode job) {
        return List.of(
                job.path("imported").asInt(),
                job.path("skipped").asInt(),
                job.path("merged").asInt(),
                job.path("failed").asInt(),
                job.at("/created_counts/contacts").asInt(),
                job.at("/created_counts/companies").asInt(),
                job.at("/created_counts/deals").asInt(),
                job.at("/created_counts/notes").asInt());
    }

    private void endsTheSame(String kind, String csv, int... deaths) throws Exception {
        Desk undisturbed = Desk.open(cloud);
        String calm = prepared(undisturbed, kind, csv);
        work(cloud.kernel(), undisturbed, calm);

        Desk desk = Desk.open(cloud);
        String job = prepared(desk, kind, csv);
        for (int writes : deaths) {
            try {
                work(dyingAfter(writes), desk, job);
            } catch (Died died) {
                // As it was meant to.
            }
            assertThat(job(desk, job).path("status").asText()).isNotEqualTo("COMPLETED");
            work(cloud.kernel(), desk, job);
            assertThat(job(desk, job).path("status").asText())
                    .as("the dead run's claim still holds")
                    .isNotEqualTo("COMPLETED");
            cloud.clock().advance(Duration.ofSeconds(125));
        }
        work(cloud.kernel(), desk, job);

        assertThat(job(desk, job).path("status").asText()).isEqualTo("COMPLETED");
        assertThat(counts(job(desk, job))).isEqualTo(counts(job(undisturbed, calm)));
        assertThat(without(state(desk), state(undisturbed))).isEmpty();
        assertThat(without(state(undisturbed), state(desk))).isEmpty();
        assertThat((Object) job(desk, job).path("errors"))
                .isEqualTo(job(undisturbed, calm).path("errors"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 265})
    void contactsAreImportedOnceWhereverTheWorkerDies(int writes) throws Exception {
        endsTheSame("contacts", file(), writes);
    }

    @Test
    void leadsAreImportedOnceAlthoughTheWorkerDiesTwice() throws Exception {
        endsTheSame("kommo-leads", leads(), 80, 120);
    }

    /** DynamoDB refusing for a while is no end: the slice is tried again, after a pause. */
    @Test
    void passingFailuresArePassedOver() throws Exception {
        Desk desk = Desk.open(cloud);
        String job = prepared(desk, "contacts", ImportRequestsTest.people(30));
        String path = "/_sandbox/faults";
        ObjectNode fault = Json.object()
                .put("provider", "s3")
                .put("error", "InternalServerError")
                .put("times", 8);
        assertThat(Desk.raw("POST", cloud.url() + path, Json.bytes(fault), "content-type", "application/json")
                        .statusCode())
                .isEqualTo(204);
        work(cloud.kernel(), desk, job);
        Desk.raw("DELETE", cloud.url() + path, new byte[0]);
        assertThat(job(desk, job).path("imported").asInt()).isZero();
        cloud.clock().advance(Duration.ofSeconds(30));
        desk.idle();
        assertThat(job(desk, job).path("status").asText()).isEqualTo("COMPLETED");
        assertThat(job(desk, job).path("imported").asInt()).isEqualTo(30);
    }
}
