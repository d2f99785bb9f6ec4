package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Work that is late: managers are told once, and it goes to somebody else where a rule says so. */
@ExtendWith(CloudExtension.class)
class EscalationTest {

    private static final LocalDate FRIDAY =
            LocalDate.now(ZoneOffset.UTC).plusDays(7).with(TemporalAdjusters.next(DayOfWeek.FRIDAY));

    private final Organization organization;

    EscalationTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
        organization.excuseOwner();
    }

    @BeforeEach
    void beginOnFridayNoon() {
        at(FRIDAY, LocalTime.NOON);
    }

    @AfterEach
    void resetClock() {
        organization.cloud.clock().reset();
    }

    private void at(LocalDate day, LocalTime time) {
        organization.idle();
        organization.cloud.clock().set(day.atTime(time).toInstant(ZoneOffset.UTC));
    }

    private void tickAt(LocalDate day, LocalTime time) {
        at(day, time);
        // The cloud's own schedule wakes up with the clock; two ticks at once would have mails wait for each other.
        organization.idle();
        organization.tick();
        organization.tick();
    }

    private Row rule(String entity, ObjectNode more) {
        ObjectNode rule = Json.object().put("name", "Late").put("entity_type", entity);
        rule.setAll(more);
        return organization.insert("escalation_rules", rule);
    }

    private int told() {
        return organization.notifications("escalation").size();
    }

    @Test
    void dealIsLateOnceItsDayIsOver() {
        Row next = organization.member("Next");
        Row deal = deal(FRIDAY, "proposal");
        Row won = deal(FRIDAY, "closed_won");
        deal(FRIDAY.plusDays(3), "proposal");
        rule("deal", Json.object().put("reassign_to", next.id()));
        tickAt(FRIDAY, LocalTime.of(23, 50));
        assertThat(told()).isZero();

        tickAt(FRIDAY.plusDays(1), LocalTime.of(0, 5));
        Organization.await("told", () -> told() == 1);
        tickAt(FRIDAY.plusDays(1), LocalTime.of(1, 0));
        tickAt(FRIDAY.plusDays(2), LocalTime.of(0, 5));

        assertThat(organization.notifications("escalation"))
                .extracting(row -> row.text("entity_id"))
                .containsExactly(deal.id());
        assertThat(organization.again(deal).text("owner_id")).isEqualTo(next.id());
        assertThat(organization.again(won).text("owner_id")).isEqualTo(organization.owner);
        assertThat(organization.all("task_automation_logs"))
                .hasSize(1)
                .allSatisfy(log -> assertThat(log.text("reason")).contains(deal.id()));
    }

    private Row deal(LocalDate close, String stage) {
        return organization.insert(
                "deals",
                Json.object()
                        .put("title", "Late deal")
                        .put("contact_id", organization.contact("Buyer").id())
                        .put("stage", stage)
                        .put("owner_id", organization.owner)
                        .put("expected_close_date", close.toString()));
    }

    private Row issue() {
        Row project = organization.insert(
                "projects", Json.object().put("name", "Support").put("type", "SUPPORT"));
        organization.insert(
                "project_sla_config",
                Json.object()
                        .put("project_id", project.id())
                        .put("response_time_hours", 1)
                        .put("resolution_time_hours", 10));
        return organization.insert(
                "project_issues",
                Json.object()
                        .put("project_id", project.id())
                        .put("title", "Login")
                        .put("description", "Broken"));
    }

    @Test
    void issueIsEscalatedAtRiskAndPerTargetAndWhenOverdue() {
        issue();
        rule("project_issue", Json.object().put("condition", "sla_at_risk"));
        rule("project_issue", Json.object().put("condition", "sla_violated"));
        rule("project_issue", Json.object().put("condition", "overdue").put("after_minutes", 30));
        tickAt(FRIDAY, LocalTime.of(12, 30));
        assertThat(told()).isZero();

        tickAt(FRIDAY, LocalTime.of(13, 5));
        Organization.await("the response is late", () -> told() == 1);
        tickAt(FRIDAY, LocalTime.of(20, 5));
        Organization.await("the resolution is at risk", () -> told() == 2);
        tickAt(FRIDAY, LocalTime.of(22, 5));
        Organization.await("the resolution is late", () -> told() == 3);
        tickAt(FRIDAY, LocalTime.of(22, 35));
        Organization.await("and overdue", () -> told() == 4);
        tickAt(FRIDAY, LocalTime.of(23, 35));

        assertThat(told()).isEqualTo(4);
    }

    @Test
    void resolvedIssueIsNobodysTrouble() {
        Row issue = issue();
        organization.change(issue, values -> values.put("status", "RESOLVED"));
        rule("project_issue", Json.object());
        tickAt(FRIDAY.plusDays(1), LocalTime.NOON);

        assertThat(told()).isZero();
    }

    @Test
    void workingHoursAloneCountWhereTheRuleSaysSo() {
        Instant due = FRIDAY.atTime(16, 0).toInstant(ZoneOffset.UTC);
        organization.insert("tasks", Json.object().put("title", "Call back").put("due_date", DateTimes.print(due)));
        rule("task", Json.object().put("after_minutes", 120).put("business_hours_only", true));
        tickAt(FRIDAY, LocalTime.of(18, 30));
        tickAt(FRIDAY.plusDays(2), LocalTime.NOON);
        tickAt(FRIDAY.plusDays(3), LocalTime.of(9, 55));
        assertThat(told()).isZero();

        tickAt(FRIDAY.plusDays(3), LocalTime.of(10, 5));
        Organization.await("told on Monday", () -> told() == 1);
        tickAt(FRIDAY.plusDays(3), LocalTime.of(17, 30));
        tickAt(FRIDAY.plusDays(4), LocalTime.of(9, 30));

        assertThat(told()).isEqualTo(1);
    }

    @Test
    void otherwiseEveryHourCounts() {
        Row task = organization.insert(
                "tasks",
                Json.object()
                        .put("title", "Now")
                        .put("due_date", DateTimes.print(FRIDAY.atTime(20, 0).toInstant(ZoneOffset.UTC))));
        rule("task", Json.object());
        tickAt(FRIDAY, LocalTime.of(20, 5));

        Organization.await("told at once", () -> told() == 1);
        assertThat(organization.notifications("escalation").getFirst().text("entity_id"))
                .isEqualTo(task.id());
    }
}
