package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Task distribution: who gets which task, and the trail of why. */
@ExtendWith(CloudExtension.class)
class DistributionTest {

    private final Organization organization;
    private final Row deal;

    DistributionTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
        organization.excuseOwner();
        this.deal = organization.insert(
                "deals",
                Json.object()
                        .put("title", "Big")
                        .put("contact_id", organization.contact("Jane").id()));
        organization.idle();
    }

    @AfterEach
    void resetClock() {
        organization.cloud.clock().reset();
    }

    private Row rule(ObjectNode more) {
        ObjectNode rule = Json.object()
                .put("name", "Distribute")
                .put("trigger_type", "deal.stage.changed")
                .put("title_template", "Prepare {{deal.title}}")
                .put("priority", "HIGH")
                .put("due_in_minutes", 60);
        rule.setAll(more);
        return organization.insert("task_automation_rules", rule);
    }

    @Test
    void everyEventMakesATaskOfTheTemplateInTurn() {
        Row first = organization.member("First", Json.object().put("assignment_order", 1));
        Row second = organization.member("Second", Json.object().put("assignment_order", 2));
        Row manager = organization.member("Manager", Json.object().put("role", "PROJECT_MANAGER"));
        Row rule = rule(Json.object());
        for (int event = 0; event < 4; event++) {
            organization.hearAndWait(organization.event("deal.stage.changed", deal));
        }

        List<Row> tasks = organization.all("tasks");
        assertThat(tasks).hasSize(4).allSatisfy(task -> {
            assertThat(task.text("title")).isEqualTo("Prepare Big");
            assertThat(task.text("priority")).isEqualTo("HIGH");
            assertThat(task.text("deal_id")).isEqualTo(deal.id());
            assertThat(task.find("due_date")).isPresent();
        });
        assertThat(tasks)
                .extracting(task -> task.text("assignee_id"))
                .containsExactlyInAnyOrder(first.id(), second.id(), first.id(), second.id());
        assertThat(organization.all("task_automation_logs")).hasSize(4).allSatisfy(log -> {
            assertThat(log.text("rule_id")).isEqualTo(rule.id());
            assertThat(log.text("strategy")).isEqualTo("round_robin");
            assertThat(log.text("status")).isEqualTo("success");
            assertThat(log.get("candidates").toString()).contains(manager.id()).contains("project managers");
        });
    }

    @Test
    void eventThatIsDeliveredAgainMakesOneTask() {
        organization.member("Only");
        rule(Json.object());
        var event = organization.event("deal.stage.changed", deal);
        organization.hear(event);
        organization.hearAndWait(event);
        organization.hearAndWait(event);

        assertThat(organization.all("tasks")).hasSize(1);
        assertThat(organization.all("task_automation_logs")).hasSize(1);
    }

    @Test
    void withNobodyToTakeItTheTaskIsMadeAndTheLogSaysSo() {
        rule(Json.object());
        organization.hearAndWait(organization.event("deal.stage.changed", deal));

        assertThat(organization.all("tasks").getFirst().find("assignee_id")).isEmpty();
        assertThat(organization.all("task_automation_logs").getFirst().text("reason"))
                .isEqualTo("Nobody fits");
    }

    @Test
    void ruleWithAScheduleMakesATaskADay() {
        Row agent = organization.member("Agent");
        ObjectNode schedule = Json.object();
        schedule.putObject("schedule").put("frequency", "daily").put("at", "09:00");
        schedule.put("trigger_type", "schedule").put("title_template", "Check the stock");
        rule(schedule);
        for (int day = 1; day <= 2; day++) {
            organization.advance(Duration.ofDays(1));
            organization.tick();
            int made = day;
            Organization.await(
                    "day " + day, () -> organization.all("task_automation_logs").size() == made);
            organization.tick();
        }

        assertThat(organization.all("tasks")).hasSize(2).allSatisfy(task -> {
            assertThat(task.text("title")).isEqualTo("Check the stock");
            assertThat(task.text("assignee_id")).isEqualTo(agent.id());
        });
    }

    @Test
    void scheduleThatMeansNothingIsRefused() {
        ObjectNode rule = Json.object().put("name", "x").put("trigger_type", "schedule");
        rule.putObject("schedule").put("frequency", "sometimes");

        var answer = organization.client.as(organization.session, "POST", "/rest/v1/task_automation_rules", rule);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().body()).contains("frequency must be");
    }
}
