package com.connectgain.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class BulkAssignTest {

    private static final String FUNCTION = "bulk-assign";
    private static final String NOBODY = "00000000-0000-0000-0000-000000000001";

    private final Office office;

    BulkAssignTest(LocalCloud cloud) {
        this.office = Office.open(cloud);
    }

    private List<String> rows(String table, int count, Function<Integer, ObjectNode> row) {
        ArrayNode rows = Json.array();
        IntStream.range(0, count).forEach(number -> rows.add(row.apply(number)));
        Answer created = office.rest("POST", table, rows);
        assertThat(created.status()).as(created.raw().body()).isEqualTo(201);
        return created.body().findValuesAsText("id");
    }

    private static ObjectNode request(String entity, List<String> ids) {
        ObjectNode request = Json.object().put("entity", entity);
        ids.forEach(request.putArray("ids")::add);
        return request;
    }

    private Map<String, Long> counts(String table, String column) {
        return office.all(table).stream()
                .filter(row -> row.text(column) != null)
                .collect(Collectors.groupingBy(row -> row.text(column), Collectors.counting()));
    }

    @Test
    void twentyConversationsAreFiveForEachOfFourAgentsWhoAreTold() {
        List<Office> agents =
                List.of(office.join("AGENT"), office.join("AGENT"), office.join("AGENT"), office.join("TEAM_ADMIN"));
        office.join("PROJECT_MANAGER");
        List<String> contacts = rows("contacts", 20, number -> Json.object().put("first_name", "C" + number));
        List<String> conversations =
                rows("conversations", 20, number -> Json.object().put("contact_id", contacts.get(number)));

        JsonNode answer = office.call(
                        FUNCTION, request("conversations", conversations).put("method", "round_robin"))
                .ok();

        assertThat(answer.path("assigned").asInt()).isEqualTo(20);
        assertThat(answer.path("counts").findValuesAsText("count")).containsExactly("5", "5", "5", "5");
        assertThat(counts("conversations", "assignee_id"))
                .containsOnlyKeys(agents.stream().map(agent -> agent.user).toList())
                .allSatisfy((agent, count) -> assertThat(count).isEqualTo(5));
        office.awaitIdle();
        assertThat(agents)
                .allSatisfy(agent -> assertThat(agent.read("notifications").findValuesAsText("title"))
                        .hasSize(5)
                        .containsOnly("A conversation was assigned to you"));
    }

    @Test
    void sameRowsDealtOutAgainStayWhereTheyAre() {
        office.join("AGENT");
        office.join("AGENT");
        office.join("AGENT");
        List<String> tasks = rows("tasks", 10, number -> Json.object().put("title", "T" + number));
        ObjectNode request = request("tasks", tasks).put("method", "round_robin");

        office.call(FUNCTION, request).ok();
        JsonNode again = office.call(FUNCTION, request).ok();

        assertThat(again.path("assigned").asInt()).isZero();
        assertThat(again.path("unchanged").asInt()).isEqualTo(10);
        assertThat(counts("tasks", "assignee_id").values()).containsExactlyInAnyOrder(4L, 3L, 3L);
    }

    @Test
    void fiveHundredRowsDealtOutTwiceAtOnceAreDealtOutOnce() {
        List.of(1, 2, 3).forEach(number -> office.join("AGENT"));
        List<String> contacts = rows("contacts", 500, number -> Json.object().put("first_name", "أحمد " + number));
        ObjectNode request = request("contacts", contacts).put("method", "Round-robin");

        List<Answer> answers = Parallel.map(List.of(1, 2), 2, sender -> office.call(FUNCTION, request));

        // On a slow machine the second gives up waiting for the first, and may be sent again.
        assertThat(answers).allSatisfy(answer -> assertThat(answer.status()).isIn(200, 409));
        assertThat(answers.stream()
                        .mapToInt(answer -> answer.body().path("assigned").asInt())
                        .sum())
                .isEqualTo(500);
        assertThat(counts("contacts", "assignee_id").values()).containsExactlyInAnyOrder(167L, 167L, 166L);
    }

    @Test
    void fewRowsOverAndOverReachEverybody() {
        List<Office> agents = List.of(office.join("AGENT"), office.join("AGENT"), office.join("AGENT"));
        for (int i = 0; i < 6; i++) {
            String task = office.insert("tasks", "{\"title\":\"one\"}");
            office.call(FUNCTION, request("tasks", List.of(task)).put("method", "round_robin"))
                    .ok();
        }

        assertThat(counts("tasks", "assignee_id"))
                .hasSize(agents.size())
                .allSatisfy((agent, count) -> assertThat(count).isEqualTo(2));
    }

    @Test
    void whoIsAwayTakesNoTurn() {
        Office present = office.join("AGENT");
        Office away = office.join("AGENT");
        Office unwilling = office.join("AGENT");
        int tomorrow = (java.time.LocalDate.now(java.time.ZoneOffset.UTC)
                                .getDayOfWeek()
                                .getValue()
                        + 2)
                % 7;
        office.insert(
                "availability_slots",
                "{\"user_id\":\"" + away.user + "\",\"weekday\":" + tomorrow
                        + ",\"start_time\":\"09:00\",\"end_time\":\"17:00\"}");
        office.change("profiles", unwilling.user, "{\"can_be_auto_assigned_tasks\": false}");
        List<String> tasks = rows("tasks", 4, number -> Json.object().put("title", "T" + number));

        office.call(FUNCTION, request("tasks", tasks).put("method", "round_robin"))
                .ok();

        assertThat(counts("tasks", "assignee_id")).containsOnlyKeys(present.user);
    }

    @Test
    void dealsChangeOwnersWithTheirHistory() {
        Office rep = office.join("AGENT");
        String contact = office.contact("C");
        List<String> deals = rows(
                "deals", 15, number -> Json.object().put("title", "D" + number).put("contact_id", contact));
        ObjectNode request = Json.object().put("assignee_id", rep.user);
        deals.forEach(request.putArray("deal_ids")::add);

        JsonNode answer = office.call(FUNCTION, request).ok();
        JsonNode freed = office.call(
                        FUNCTION, request("deal", deals.subList(0, 1)).putNull("assignee_id"))
                .ok();

        assertThat(answer.path("entity").asText()).isEqualTo("deals");
        assertThat(counts("deals", "owner_id")).isEqualTo(Map.of(rep.user, 14L));
        assertThat(freed.path("assigned").asInt()).isEqualTo(1);
        assertThat(freed.path("counts")).isEmpty();
        assertThat(office.all("deal_owner_history").stream().map(row -> row.text("change_reason")))
                .containsOnly("Initial assignment", "Unassigned");
    }

    @Test
    void requestWithAnIdempotencyKeyIsAnsweredOnce() {
        Office rep = office.join("AGENT");
        String task = office.insert("tasks", "{\"title\":\"one\"}");
        ObjectNode request = request("tasks", List.of(task)).put("assignee_id", rep.user);

        JsonNode first = office.call(FUNCTION, request, "Idempotency-Key", "k").ok();
        JsonNode again = office.call(FUNCTION, request, "Idempotency-Key", "k").ok();

        assertThat(again).isEqualTo(first);
        assertThat(again.path("assigned").asInt()).isEqualTo(1);
    }

    @Test
    void foreignRowsAndPeopleAreNotReached(LocalCloud cloud) {
        Office stranger = Office.open(cloud);
        String theirs = stranger.insert("tasks", "{\"title\":\"theirs\"}");
        String mine = office.insert("tasks", "{\"title\":\"mine\"}");

        Answer foreign = office.call(FUNCTION, request("tasks", List.of(theirs)).put("assignee_id", office.user));
        JsonNode partly = office.call(
                        FUNCTION, request("tasks", List.of(mine, theirs)).put("assignee_id", office.user))
                .ok();
        Answer person = office.call(FUNCTION, request("tasks", List.of(mine)).put("assignee_id", stranger.user));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(partly.path("not_found").toString()).isEqualTo("[\"" + theirs + "\"]");
        assertThat(person.status()).isEqualTo(400);
        assertThat(person.body().path("error").asText()).isEqualTo("Invalid assignee_id: " + stranger.user);
        Row untouched = stranger.row("tasks", theirs);
        assertThat(untouched.text("assignee_id")).isNull();
        assertThat(untouched.version()).isEqualTo(1);
    }

    @Test
    void memberOfOneChannelAssignsItsConversationsOnly() {
        Office agent = office.join("AGENT");
        String contact = office.contact("C");
        String open = office.insert("channel_accounts", "{\"name\":\"a\",\"type\":\"WHATSAPP_LITE\"}");
        String closed = office.insert("channel_accounts", "{\"name\":\"b\",\"type\":\"WHATSAPP_LITE\"}");
        office.insert(
                "user_channel_access", "{\"user_id\":\"" + agent.user + "\",\"channel_account_id\":\"" + open + "\"}");
        List<String> conversations = List.of(open, closed).stream()
                .map(channel -> office.insert(
                        "conversations",
                        "{\"contact_id\":\"" + contact + "\",\"channel_account_id\":\"" + channel + "\"}"))
                .toList();

        JsonNode answer = agent.call(
                        FUNCTION, request("conversations", conversations).put("assignee_id", agent.user))
                .ok();

        assertThat(answer.path("assigned").asInt()).isEqualTo(1);
        assertThat(answer.path("not_found").get(0).asText()).isEqualTo(conversations.getLast());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {} | 400 | ids is required
        {"ids": []} | 400 | ids must not be empty
        {"ids": ["x"], "assignee_id": null} | 400 | Invalid ids: x
        {"ids": ["$N"]} | 400 | Send either assignee_id or method
        {"ids": ["$N"], "assignee_id": null, "method": "round_robin"} | 400 | Send either assignee_id or method
        {"ids": ["$N"], "method": "lottery"} | 400 | method must be round_robin
        {"ids": ["$N"], "method": 7} | 400 | method must be a string
        {"ids": ["$N"], "assignee_id": "me"} | 400 | Invalid assignee_id: me
        {"ids": ["$N"], "assignee_id": "$N"} | 400 | Invalid assignee_id: $N
        {"ids": ["$N"], "assignee_id": null, "assignee_ids": ["$N"]} | 400 | assignee_ids goes with method
        {"ids": ["$N"], "method": "round_robin", "assignee_ids": ["$N"]} | 400 | Invalid assignee_ids: $N
        {"ids": ["$N"], "assignee_id": null, "entity": "messages"} | 400 | entity must be one of conversations, contacts, companies, deals, tasks, project_issues
        {"ids": ["$N"], "assignee_id": null} | 404 | None of these conversations was found
        """)
    void badRequestIsToldWhy(String body, int status, String error) {
        Answer answer = office.call(FUNCTION, body.replace("$N", NOBODY));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().path("error").asText()).isEqualTo(error.replace("$N", NOBODY));
    }

    @Test
    void limitIsFiveHundredRows() {
        ObjectNode request = Json.object().putNull("assignee_id");
        ArrayNode ids = request.putArray("ids");
        IntStream.range(0, 501).forEach(number -> ids.add(NOBODY));

        assertThat(office.call(FUNCTION, request).body().path("error").asText())
                .isEqualTo("ids must have at most 500 entries");
    }
}
