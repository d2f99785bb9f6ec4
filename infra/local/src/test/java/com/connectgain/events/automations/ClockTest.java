package com.connectgain.events.automations;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the clock sets off. */
@ExtendWith(CloudExtension.class)
class ClockTest {

    private final Organization organization;

    ClockTest(LocalCloud cloud) {
        this.organization = new Organization(cloud);
    }

    @AfterEach
    void resetClock() {
        organization.cloud.clock().reset();
    }

    private Instant now() {
        return organization.cloud.clock().instant();
    }

    private Row task(String title, Duration dueIn) {
        return organization.insert(
                "tasks", Json.object().put("title", title).put("due_date", DateTimes.print(now().plus(dueIn))));
    }

    private long successes(Row rule) {
        return organization.executions(rule).stream()
                .filter(run -> "success".equals(run.text("status")))
                .count();
    }

    @Test
    void overdueTaskIsAnnouncedOnceAndManagersAreTold() {
        Row task = task("Call back", Duration.ofMinutes(5));
        Row rule = organization.rule(
                "task.overdue", "[]", "[{\"type\":\"ADD_TAG\",\"tags\":[\"late\"],\"target\":\"task\"}]");
        organization.tick();
        assertThat(organization.again(task).find("due_notified_at")).isEmpty();

        organization.advance(Duration.ofMinutes(6));
        organization.tick();
        Organization.await("the rule runs", () -> successes(rule) == 1);
        organization.tick();
        organization.advance(Duration.ofHours(2));
        organization.tick();

        assertThat(successes(rule)).isEqualTo(1);
        assertThat(organization.again(task).get("tags").toString()).contains("late");
        assertThat(organization.notifications("task_overdue"))
                .extracting(row -> row.text("user_id"))
                .containsExactly(organization.owner);
    }

    @Test
    void completedTaskIsNeverOverdue() {
        Row task = task("Done", Duration.ofMinutes(5));
        organization.store().update(task, Json.object().put("completed", true));
        organization.advance(Duration.ofMinutes(6));
        organization.tick();

        assertThat(organization.again(task).find("due_notified_at")).isEmpty();
    }

    @Test
    void taskThatIsMovedIsAnnouncedForItsNewDate() {
        Row task = task("Again", Duration.ofMinutes(5));
        organization.advance(Duration.ofMinutes(6));
        organization.tick();
        String first = organization.again(task).text("due_notified_at");
        organization
                .store()
                .update(
                        organization.again(task),
                        Json.object().put("due_date", DateTimes.print(now().plus(Duration.ofHours(1)))));
        organization.advance(Duration.ofMinutes(61));
        organization.tick();

        assertThat(organization.again(task).text("due_notified_at")).isNotEqualTo(first);
    }

    @Test
    void ruleRunsAnHourBeforeATaskIsDue() {
        ObjectNode rule = Json.object().put("name", "Reminder").put("trigger_type", "date.reached");
        rule.putObject("trigger_config").put("entity", "task").put("offset_minutes", -60);
        rule.putArray("actions")
                .addObject()
                .put("type", "ADD_TAG")
                .put("target", "task")
                .put("tag", "soon");
        Row stored = organization.insert("automation_rules", rule);
        Row task = task("Meeting", Duration.ofMinutes(90));
        organization.tick();
        assertThat(organization.executions(stored)).isEmpty();

        organization.advance(Duration.ofMinutes(31));
        organization.tick();
        Organization.await("the reminder", () -> successes(stored) == 1);
        organization.advance(Duration.ofMinutes(10));
        organization.tick();

        assertThat(successes(stored)).isEqualTo(1);
        assertThat(organization.again(task).get("tags").toString()).contains("soon");
    }

    @Test
    void ruleRunsADayBeforeAnAppointment() {
        Row contact = organization.contact("Guest");
        ObjectNode rule = Json.object().put("name", "Reminder").put("trigger_type", "DATE_REACHED");
        rule.putObject("trigger_config").put("entity", "booking").put("offset_days", -1);
        rule.putArray("actions")
                .addObject()
                .put("type", "CREATE_TASK")
                .put("title", "Prepare for {{contact.name}} appointment");
        Row stored = organization.insert("automation_rules", rule);
        organization.insert(
                "bookings",
                Json.object()
                        .put("title", "Visit")
                        .put("contact_id", contact.id())
                        .put("start_date_time", DateTimes.print(now().plus(Duration.ofHours(25))))
                        .put("end_date_time", DateTimes.print(now().plus(Duration.ofHours(26)))));
        organization.advance(Duration.ofMinutes(70));
        organization.tick();
        Organization.await("the task", () -> successes(stored) == 1);

        assertThat(organization.all("tasks").getFirst().text("title")).isEqualTo("Prepare for Guest Doe appointment");
    }

    @Test
    void ruleRunsSoManyDaysBeforeADateOfTheContact() {
        LocalDate tomorrow = LocalDate.ofInstant(now(), ZoneOffset.UTC).plusDays(1);
        organization.cloud.clock().set(tomorrow.atTime(8, 50).toInstant(ZoneOffset.UTC));
        Row contact = organization.contact("Driver");
        Row other = organization.contact("Walker");
        for (Row person : new Row[] {contact, other}) {
            ObjectNode changes = Json.object();
            changes.putObject("custom_fields")
                    .put(
                            "insurance_expiry",
                            tomorrow.plusDays(person == contact ? 45 : 46).toString());
            organization.store().update(organization.again(person), changes);
        }
        ObjectNode rule = Json.object().put("name", "Renewal").put("trigger_type", "date.reached");
        rule.putObject("trigger_config")
                .put("field", "insurance_expiry")
                .put("offset_days", -45)
                .put("at", "09:00");
        rule.putArray("actions").addObject().put("type", "ADD_TAG").put("tag", "renewal");
        Row stored = organization.insert("automation_rules", rule);
        organization.tick();
        assertThat(organization.executions(stored)).isEmpty();

        organization.advance(Duration.ofMinutes(11));
        organization.tick();
        Organization.await("the tag", () -> successes(stored) == 1);
        organization.tick();

        assertThat(organization.again(contact).get("tags").toString()).contains("renewal");
        assertThat(organization.again(other).get("tags")).isEmpty();
    }

    @Test
    void conversationThatNobodyAnswersIsEscalatedOncePerSilence() {
        Row contact = organization.contact("Waiting");
        Row conversation = organization.conversation(contact, "WHATSAPP_LITE");
        message(conversation);
        organization.idle();
        Row rule = organization.rule(
                "conversation.created",
                "[{\"field\":\"conversation.status\",\"operator\":\"equals\",\"value\":\"OPEN\"},"
                        + "{\"field\":\"last_message_direction\",\"operator\":\"equals\",\"value\":\"INBOUND\"},"
                        + "{\"field\":\"last_message_at\",\"operator\":\"older_than\",\"value\":24}]",
                ("[{\"type\":\"ADD_TAG\",\"tags\":[\"Needs Attention\"]},{\"type\":\"ASSIGN_CONVERSATION\","
                                + "\"assignee_id\":\"%s\"},{\"type\":\"CREATE_TASK\",\"priority\":\"HIGH\","
                                + "\"title\":\"Follow up on overdue conversation\"}]")
                        .formatted(organization.owner));
        organization.tick();
        assertThat(organization.executions(rule)).isEmpty();

        organization.advance(Duration.ofHours(25));
        organization.tick();
        Organization.await("escalated", () -> successes(rule) == 1);
        organization.advance(Duration.ofHours(1));
        organization.tick();
        assertThat(successes(rule)).isEqualTo(1);
        assertThat(organization.again(contact).get("tags").toString()).contains("Needs Attention");
        assertThat(organization.again(conversation).text("assignee_id")).isEqualTo(organization.owner);
        assertThat(organization.all("tasks")).hasSize(1);

        message(conversation);
        organization.advance(Duration.ofHours(25));
        organization.tick();
        Organization.await("escalated again", () -> successes(rule) == 2);
    }

    private void message(Row conversation) {
        organization.insert(
                "messages",
                Json.object()
                        .put("conversation_id", conversation.id())
                        .put("direction", "INBOUND")
                        .put("content", "Anybody there?"));
    }

    @Test
    void overdueTaskIsEscalatedToSomebodyElse() {
        organization.excuseOwner();
        Row late = organization.member("Late");
        Row next = organization.member("Next");
        Row task = organization.insert(
                "tasks",
                Json.object()
                        .put("title", "Neglected")
                        .put("assignee_id", late.id())
                        .put("due_date", DateTimes.print(now().plus(Duration.ofMinutes(5)))));
        organization.insert(
                "escalation_rules",
                Json.object()
                        .put("name", "An hour late")
                        .put("entity_type", "task")
                        .put("after_minutes", 60)
                        .put("reassign", true));
        organization.advance(Duration.ofMinutes(30));
        organization.tick();
        assertThat(organization.again(task).text("assignee_id")).isEqualTo(late.id());

        organization.advance(Duration.ofMinutes(40));
        organization.tick();
        Organization.await(
                "reassigned", () -> next.id().equals(organization.again(task).text("assignee_id")));
        organization.advance(Duration.ofMinutes(10));
        organization.tick();

        assertThat(organization.again(task).text("assignee_id")).isEqualTo(next.id());
        assertThat(organization.notifications("escalation"))
                .extracting(row -> row.text("user_id"))
                .containsExactly(organization.owner);
        assertThat(organization.all("task_automation_logs")).hasSize(1);
    }

    @Test
    void neglectedDealGoesToTheNextOwner() {
        Row contact = organization.contact("Buyer");
        Row next = organization.member("Next", Json.object().put("is_online", true));
        Row deal = organization.insert(
                "deals",
                Json.object()
                        .put("title", "Neglected")
                        .put("contact_id", contact.id())
                        .put("owner_id", organization.owner));
        Row won = organization.insert(
                "deals",
                Json.object()
                        .put("title", "Won")
                        .put("contact_id", contact.id())
                        .put("stage", "closed_won")
                        .put("owner_id", organization.owner));
        organization.insert("deal_reassignment_rules", Json.object().put("inactivity_days", 7));
        organization.tick();
        Organization.await(
                "planned",
                () -> organization.again(deal).find("inactivity_due_at").isPresent());

        organization.advance(Duration.ofDays(7).plusMinutes(1));
        organization.tick();
        Organization.await(
                "reassigned", () -> next.id().equals(organization.again(deal).text("owner_id")));
        organization.idle();

        assertThat(organization.again(won).text("owner_id")).isEqualTo(organization.owner);
        assertThat(organization.all("deal_owner_history"))
                .filteredOn(row -> deal.id().equals(row.text("deal_id")))
                .extracting(row -> row.text("change_reason"))
                .contains("Auto-reassigned");
        Organization.await(
                "told", () -> organization.notifications("deal_reassigned").size() == 1);
        assertThat(organization.notifications("deal_reassigned").getFirst().text("user_id"))
                .isEqualTo(next.id());
    }

    @Test
    void neglectedDealStaysWhileNobodyIsOnline() {
        organization.member("Offline");
        organization.insert("deal_reassignment_rules", Json.object().put("inactivity_days", 7));
        Row deal = organization.insert(
                "deals",
                Json.object()
                        .put("title", "Neglected")
                        .put("contact_id", organization.contact("Buyer").id())
                        .put("owner_id", organization.owner));
        organization.tick();
        organization.advance(Duration.ofDays(8));
        organization.tick();

        assertThat(organization.again(deal).text("owner_id")).isEqualTo(organization.owner);
        assertThat(organization.again(deal).instant("inactivity_due_at").orElseThrow())
                .isAfter(now());
    }
}
