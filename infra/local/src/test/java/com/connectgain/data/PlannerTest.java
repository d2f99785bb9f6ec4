package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.Assembly;
import com.connectgain.shared.postgrest.query.Binder;
import com.connectgain.shared.postgrest.query.BoundEmbed;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Relationship;
import com.connectgain.shared.postgrest.query.ResultPage;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Which path a query takes and what it costs; and that every path gives the answer that no path at all would give. */
@ExtendWith(CloudExtension.class)
@TestInstance(Lifecycle.PER_CLASS)
class PlannerTest {

    private static final long SEED = 20_261_121;
    private static final int QUERIES = 200;
    private static final long MOST_ROWS = 1_000;

    private final Kernel kernel;
    private final SeededInbox inbox;
    private final Caller owner;
    private final Random random = new Random(SEED);

    PlannerTest(LocalCloud cloud) {
        kernel = cloud.kernel();
        inbox = new SeededInbox(kernel.store(), random);
        owner = new Caller(
                Credential.USER,
                inbox.organization,
                inbox.user,
                null,
                null,
                "owner",
                Role.OWNER,
                Set.of(Permission.values()));
    }

    private static ApiRequest request(String table, String query, String accept) {
        return ApiRequest.read(Dialect.STRICT, "GET", table, query, Map.of("accept", accept), new byte[0]);
    }

    private Response answer(String table, String query, String accept) {
        return kernel.dataApi().answer(request(table, query, accept), owner);
    }

    private String filled(String query) {
        return query.replace("{contact}", inbox.id("contacts", 7))
                .replace("{other contact}", inbox.id("contacts", 8))
                .replace("{company}", inbox.id("companies", 1))
                .replace("{channel}", inbox.id("channel_accounts", 0))
                .replace("{conversation}", inbox.id("conversations", 0))
                .replace("{message}", inbox.id("messages", 3));
    }

    @ParameterizedTest(name = "{0}?{1}")
    @CsvFileSource(resources = "/plans.csv", delimiter = '|', numLinesToSkip = 1)
    void queryTakesItsPathAndNoMoreThanItsCost(String table, String query, String path, int calls, double readUnits) {
        JsonNode plan = Json.read(text(answer(table, filled(query), "application/vnd.pgrst.plan+json")))
                .get(0);
        List<String> paths = new ArrayList<>();
        for (JsonNode step : plan.path("Plan")) {
            if (step.path("Relation Name").asText().equals(table)) {
                paths.add(step.path("Access Path").asText());
            }
        }

        assertThat(paths).as(plan.toString()).startsWith(path);
        assertThat(plan.path("DynamoDB Calls").asInt()).as(plan.toString()).isBetween(0, calls);
        assertThat(plan.path("Read Units").asDouble()).as(plan.toString()).isLessThanOrEqualTo(readUnits);
    }

    private static String text(Response response) {
        return new String(response.body(), StandardCharsets.UTF_8);
    }

    @Test
    void planSaysWhatWasDoneInTextToo() {
        String text = text(answer(
                "contacts",
                "id=eq." + inbox.id("contacts", 1),
                "application/vnd.pgrst.plan+text; for=\"application/json\"; options=;"));

        assertThat(text).isEqualTo("""
            primary key on contacts  (rank=0)
              the filter names primary keys
            Rows: 1 of 1 examined
            DynamoDB: 1 calls, 1 in sequence, 1.0 read units\
            """);
    }

    @Test
    void planShowsNoValueOfAFilter() {
        String plan = text(answer("contacts", "phones=cs.{%2B20107}", "application/vnd.pgrst.plan+json"));
        assertThat(plan).contains("elements of phones").doesNotContain("20107");
    }

    @Test
    void plannedAnswersEqualThoseOfTheWholeTable() {
        for (int i = 0; i < QUERIES; i++) {
            RandomInboxQuery query = RandomInboxQuery.next(random, inbox);
            ApiRequest request = request(query.table(), query.text(), "application/json");
            JsonNode planned = Json.read(text(kernel.dataApi().answer(request, owner)));
            JsonNode whole = whole(request);
            if (query.total()) {
                assertThat(planned).as(query.toString()).isEqualTo(whole);
            } else {
                // Rows that the order does not tell apart may come in any order, and any of them may be cut.
                assertThat(planned).as(query.toString()).hasSameSizeAs(whole);
                assertThat(query.sorted(planned)).as(query.toString()).isEqualTo(query.sorted(whole));
            }
        }
    }

    /** The answer as the language itself gives it over every row of the table. */
    private JsonNode whole(ApiRequest request) {
        Binder binder = new Binder(kernel.store().catalog(), MOST_ROWS);
        Instant now = kernel.clock().instant();
        BoundQuery bound = binder.bind(request, binder.table(request.table()), now);
        ResultPage page = new Assembly(this::related).page(bound.root(), inbox.rows.get(request.table()));
        return Json.read(text(new Answers(bound, now).read(page)));
    }

    private List<List<ObjectNode>> related(BoundEmbed embed, List<ObjectNode> parents) {
        Relationship relationship = embed.relationship();
        String from = relationship.fromColumns().getFirst();
        String to = relationship.toColumns().getFirst();
        List<ObjectNode> all = inbox.rows.get(relationship.to().name());
        return parents.stream()
                .map(parent -> all.stream()
                        .filter(row ->
                                !parent.path(from).isNull() && row.path(to).equals(parent.path(from)))
                        .toList())
                .toList();
    }
}
