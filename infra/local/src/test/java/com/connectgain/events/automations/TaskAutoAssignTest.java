package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Assigning one task on demand, and what is told of workloads and of rules. */
@ExtendWith(CloudExtension.class)
class TaskAutoAssignTest {

    private final Organization organization;

    TaskAutoAssignTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
        organization.excuseOwner();
    }

    private Row task(ObjectNode more) {
        ObjectNode task = Json.object().put("title", "Call");
        task.setAll(more);
        return organization.insert("tasks", task);
    }

    private Client.Answer assign(ObjectNode body) {
        return organization.client.as(organization.session, "POST", "/functions/v1/task-auto-assign", body);
    }

    @Test
    void leastBusyMemberGetsTheTaskAndTheLogSaysWhy() {
        Row busy = organization.member("Busy");
        Row free = organization.member("Free");
        task(Json.object().put("assignee_id", busy.id()));
        Row task = task(Json.object());

        JsonNode answer = assign(Json.object().put("task_id", task.id()).put("strategy", "workload"))
                .ok();

        assertThat(answer).isEqualTo(Json.object().put("assignee_id", free.id()).put("strategy", "workload"));
        assertThat(organization.again(task).text("assignee_id")).isEqualTo(free.id());
        Row log = organization.all("task_automation_logs").getFirst();
        assertThat(log.text("task_id")).isEqualTo(task.id());
        assertThat(log.text("strategy")).isEqualTo("workload");
        assertThat(log.text("status")).isEqualTo("success");
        assertThat(log.get("candidates")).hasSize(3);
    }

    @Test
    void turnsAreTakenWithoutAStrategy() {
        Row first = organization.member("First", Json.object().put("assignment_order", 1));
        Row second = organization.member("Second", Json.object().put("assignment_order", 2));
        for (Row expected : new Row[] {first, second, first}) {
            JsonNode answer = assign(
                            Json.object().put("task_id", task(Json.object()).id()))
                    .ok();
            assertThat(answer.path("assignee_id").asText()).isEqualTo(expected.id());
            assertThat(answer.path("strategy").asText()).isEqualTo("round_robin");
        }
    }

    @Test
    void firstTagIsTheCategoryThatSkillsAreMatchedWith() {
        organization.member("Novice");
        Row expert = organization.member("Expert");
        organization.insert(
                "agent_skills",
                Json.object()
                        .put("user_id", expert.id())
                        .put("skill", "billing")
                        .put("level", 3));
        ObjectNode tags = Json.object();
        tags.putArray("tags").add("billing");

        assertThat(assign(Json.object().put("task_id", task(tags).id()).put("strategy", "skills"))
                        .ok()
                        .path("assignee_id")
                        .asText())
                .isEqualTo(expert.id());
    }

    @Test
    void nobodyIsAnAnswerAndIsLogged() {
        Row task = task(Json.object());

        assertThat(assign(Json.object().put("task_id", task.id())).ok().path("assignee_id"))
                .isEqualTo(Json.nodes().nullNode());
        assertThat(organization.all("task_automation_logs").getFirst().text("status"))
                .isEqualTo("skipped");
        assertThat(organization.all("task_automation_logs").getFirst().text("reason"))
                .isEqualTo("Nobody fits");
    }

    @Test
    void senselessRequestsAreRefused() {
        Organization other = new Organization(organization.cloud);
        Row foreign = other.insert("tasks", Json.object().put("title", "Foreign"));
        Row done = task(Json.object().put("completed", true));

        assertThat(assign(Json.object()).status()).isEqualTo(400);
        assertThat(assign(Json.object().put("task_id", 7)).status()).isEqualTo(400);
        assertThat(assign(Json.object().put("task_id", "no id")).status()).isEqualTo(404);
        assertThat(assign(Json.object().put("task_id", foreign.id())).status()).isEqualTo(404);
        assertThat(assign(Json.object().put("task_id", done.id())).status()).isEqualTo(409);
        Client.Answer dice =
                assign(Json.object().put("task_id", task(Json.object()).id()).put("strategy", "dice"));
        assertThat(dice.status()).isEqualTo(400);
        assertThat(dice.raw().body()).contains("round_robin, workload, availability, skills");
    }

    @Test
    void workloadTellsTheBusiestFirst() {
        Row busy = organization.member("Busy", Json.object().put("is_online", true));
        organization.conversation(organization.contact("Jane"), "TELEGRAM");
        organization
                .all("conversations")
                .forEach(row -> organization.change(row, values -> values.put("assignee_id", busy.id())));
        task(Json.object().put("assignee_id", busy.id()));
        task(Json.object().put("assignee_id", busy.id()).put("completed", true));

        JsonNode answer = organization
                .client
                .as(organization.session, "GET", "/rest/v1/rpc/get_agent_workload", null)
                .ok();

        assertThat(answer).hasSize(2);
        assertThat(answer.path(0))
                .isEqualTo(Json.read(Json.write(Json.object()
                        .put("user_id", busy.id())
                        .put("name", "Busy")
                        .put("role", "AGENT")
                        .put("is_online", true)
                        .put("is_available", true)
                        .put("active_tasks", 1)
                        .put("open_conversations", 1)
                        .put("capacity", 20)
                        .put("capacity_percentage", 10))));
        assertThat(answer.path(1).path("user_id").asText()).isEqualTo(organization.owner);
    }

    private Client.Answer stats(ObjectNode arguments) {
        return organization.client.as(organization.session, "POST", "/rest/v1/rpc/get_automation_stats", arguments);
    }

    @Test
    void statisticsCountRunsThatWentWellAndThatFailed() {
        Row contact = organization.contact("Jane");
        organization.idle();
        Row good = organization.rule("contact.updated", "[]", "[{\"type\":\"ADD_TAG\",\"tags\":[\"x\"]}]");
        Row bad = organization.rule("contact.updated", "[]", "[{\"type\":\"COMPLETE_TASK\"}]");
        organization.hearAndWait(organization.event("contact.updated", contact));

        JsonNode all = stats(Json.object()).ok();
        assertThat(all.path("failed").asInt()).isPositive();
        assertThat(all.path("total").asInt())
                .isEqualTo(all.path("successful").asInt() + all.path("failed").asInt());
        assertThat(all.path("rules")).hasSize(2);
        JsonNode one = stats(Json.object().put("p_rule_id", good.id())).ok();
        assertThat(one.path("success_rate").decimalValue()).isEqualByComparingTo("100");
        assertThat(one.path("last_executed_at").asText())
                .isEqualTo(organization.again(good).text("last_executed_at"));
        assertThat(stats(Json.object().put("p_rule_id", bad.id()))
                        .ok()
                        .path("success_rate")
                        .decimalValue())
                .isEqualByComparingTo("0");
        assertThat(stats(Json.object().put("p_rule_id", Ids.next())).status()).isEqualTo(404);
        assertThat(stats(Json.object().put("p_rule_id", "x")).status()).isEqualTo(400);
    }
}
