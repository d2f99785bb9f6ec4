package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.store.ConsistencyChecker;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class ConcurrentWritesTest {

    private static final int WRITERS = 50;

    private final LocalCloud cloud;
    private final Workspace work;

    ConcurrentWritesTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.work = Workspace.open(cloud);
    }

    private static List<Answer> atOnce(int writers, IntFunction<Answer> write) throws Exception {
        List<Callable<Answer>> calls = IntStream.range(0, writers)
                .<Callable<Answer>>mapToObj(i -> () -> write.apply(i))
                .toList();
        List<Answer> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> answer : threads.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    private long version(JsonNode contact) {
        return cloud.kernel()
                .store()
                .find("contacts", work.organization, contact.path("id").asText())
                .orElseThrow()
                .version();
    }

    @Test
    void noChangeOfTheSameRowsIsLost() throws Exception {
        ArrayNode contacts = Json.array();
        for (int i = 0; i < 3; i++) {
            contacts.add(work.insert(
                    "contacts", Json.object().put("first_name", "C" + i).put("source", "race")));
        }

        List<Answer> answers = atOnce(WRITERS, i -> {
            var change = Json.object();
            change.putArray("tags").add("tag-" + i);
            return work.tryChange("contacts", "source=eq.race", change);
        });

        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.body()).hasSize(3);
        });
        for (JsonNode contact : contacts) {
            assertThat(version(contact)).isEqualTo(1 + WRITERS);
            String tag = work.again("contacts", contact).path("tags").path(0).asText();
            assertThat(work.read("contacts?select=id&tags=" + Workspace.encoded("cs.{" + tag + "}"))
                            .findValuesAsText("id"))
                    .contains(contact.path("id").asText());
        }
        new ConsistencyChecker(cloud.kernel()).check();
    }

    @Test
    void filterHoldsWhenTheRowIsWritten() throws Exception {
        JsonNode task = work.insert("tasks", Json.object().put("title", "once"));

        List<Answer> answers = atOnce(
                20,
                i -> work.tryChange(
                        "tasks",
                        "completed=is.false&id=eq." + task.path("id").asText(),
                        Json.object().put("completed", true)));

        assertThat(answers.stream().filter(answer -> answer.body().size() == 1)).hasSize(1);
    }

    @Test
    void ownersHistoryHasNoGapHoweverManyReassign() throws Exception {
        Workspace agent = work.join("AGENT");
        JsonNode deal = work.deal(work.contact("Layla"), "Villa");

        atOnce(
                20,
                i -> work.tryChange(
                        "deals",
                        "id=eq." + deal.path("id").asText(),
                        Json.object().put("owner_id", i % 2 == 0 ? work.user : agent.user)));

        JsonNode history = work.read("deal_owner_history?order=changed_at,id");
        assertThat(history.findValues("ended_at").stream().filter(JsonNode::isNull))
                .hasSize(1);
        assertThat(history.findValuesAsText("change_reason").stream().filter("Initial assignment"::equals))
                .hasSize(1);
    }

    @Test
    void onePipelineStaysTheDefaultHoweverManyWantIt() throws Exception {
        work.delete("pipelines", work.read("pipelines").get(0));

        List<Answer> created = atOnce(
                8,
                i -> work.tryInsert(
                        "pipelines", Json.object().put("name", "P" + i).put("is_default", i % 2 == 0)));

        assertThat(created).allSatisfy(answer -> assertThat(answer.status()).isEqualTo(201));
        assertThat(work.read("pipelines?is_default=is.true")).hasSize(1);
    }

    @Test
    void ticketsAreNumberedWithoutGap() throws Exception {
        JsonNode project = work.insert(
                "projects",
                Json.object().put("name", "Care").put("type", "SUPPORT").put("ticket_prefix", "CUS"));

        atOnce(
                12,
                i -> work.tryInsert(
                        "project_issues",
                        Json.object()
                                .put("project_id", project.path("id").asText())
                                .put("title", "I" + i)
                                .put("description", "broken")));

        assertThat(work.read("project_issues?select=ticket_number&order=ticket_number")
                        .findValuesAsText("ticket_number"))
                .isEqualTo(IntStream.rangeClosed(1, 12)
                        .mapToObj(i -> String.format("CUS-%03d", i))
                        .toList());
    }

    /** DynamoDB refuses a write of one item while a transaction holds it; the embedded one never does. */
    @Test
    void oneItemThatATransactionHoldsIsWrittenWhenItIsFree() {
        JsonNode product = work.insert("products", Json.object().put("name", "Chair"));
        conflict(3);

        JsonNode changed = work.change("products", product, Json.object().put("price", 5));

        assertThat(changed.path("price").asInt()).isEqualTo(5);
        assertThat(cloud.faults().take("dynamodb", "PutItem"))
                .as("all three were met")
                .isEmpty();
    }

    @Test
    void oneItemThatStaysHeldIsForLater() {
        JsonNode product = work.insert("products", Json.object().put("name", "Chair"));
        conflict(1000);
        Answer answer;
        try {
            answer = work.tryChange(
                    "products",
                    "id=eq." + product.path("id").asText(),
                    Json.object().put("price", 5));
        } finally {
            new Client(cloud).call("DELETE", "/_sandbox/faults", null);
        }

        assertThat(answer.status()).isEqualTo(503);
        assertThat(work.again("products", product).path("price")).isEqualTo(product.path("price"));
    }

    private void conflict(int times) {
        new Client(cloud)
                .call(
                        "POST",
                        "/_sandbox/faults",
                        Json.object()
                                .put("provider", "dynamodb")
                                .put("error", "TransactionConflict")
                                .put("times", times)
                                .put("path_contains", "PutItem"));
    }
}
