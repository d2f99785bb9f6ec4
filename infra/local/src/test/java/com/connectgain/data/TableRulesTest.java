package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class TableRulesTest {

    private final Workspace work;

    TableRulesTest(LocalCloud cloud) {
        work = Workspace.open(cloud);
    }

    private static String id(JsonNode row) {
        return row.path("id").asText();
    }

    @Test
    void completedTaskRemembersWhen() {
        JsonNode task = work.insert("tasks", Json.object().put("title", "call"));

        JsonNode done = work.change("tasks", task, Json.object().put("completed", true));
        JsonNode open = work.change("tasks", task, Json.object().put("completed", false));

        assertThat(done.path("completed_at").isTextual()).isTrue();
        assertThat(open.path("completed_at").isNull()).isTrue();
        assertThat(work.read("task_activities?order=created_at,id").findValuesAsText("activity_type"))
                .containsExactly("CREATED", "COMPLETED", "REOPENED");
        assertThat(work.tryInsert("tasks", Json.object()).body().path("message").asText())
                .isEqualTo("title is required");
    }

    @Test
    void companysPhoneIsTheFirstOfItsPhones() {
        JsonNode one = work.insert("companies", Json.object().put("name", "A").put("phone", "+20 100 123 4567"));
        ObjectNode phones = Json.object();
        phones.putArray("phones").add("+201112345678").add("+201223456789");
        JsonNode many = work.change("companies", one, phones);
        JsonNode replaced = work.change("companies", one, Json.object().put("phone", "+201000000009"));

        assertThat(one.path("phones").toString()).isEqualTo("[\"+201001234567\"]");
        assertThat(many.path("phone").asText()).isEqualTo("+201112345678");
        assertThat(replaced.path("phones").toString()).isEqualTo("[\"+201000000009\",\"+201223456789\"]");
    }

    @Test
    void templateHasANameATextAndComponents() {
        JsonNode plain = work.insert("templates", Json.object().put("text", "Hello"));
        ObjectNode composed = Json.object().put("name", "Hi").put("category", "MARKETING");
        composed.putArray("components").addObject().put("type", "BODY").put("text", "Hi {{name}}");
        JsonNode marketing = work.insert("templates", composed);
        Answer empty = work.tryInsert("templates", Json.object().put("name", "Nothing"));

        assertThat(plain.path("name").asText())
                .matches("General template \\(\\d\\d\\.\\d\\d\\.\\d{4} \\d\\d:\\d\\d\\)");
        assertThat(plain.path("status").asText()).isEqualTo("APPROVED");
        assertThat(plain.path("components").get(0).path("text").asText()).isEqualTo("Hello");
        assertThat(marketing.path("text").asText()).isEqualTo("Hi {{name}}");
        assertThat(marketing.path("status").asText()).isEqualTo("DRAFT");
        assertThat(empty.body().path("message").asText()).isEqualTo("text is required");
    }

    @Test
    void projectsProgressFollowsItsSteps() {
        JsonNode project =
                work.insert("projects", Json.object().put("name", "House").put("is_public", true));
        JsonNode first = work.insert(
                "project_milestones",
                Json.object().put("project_id", id(project)).put("name", "Plan"));
        work.insert(
                "project_deliverables",
                Json.object().put("project_id", id(project)).put("name", "Drawing"));
        work.insert(
                "project_deliverables",
                Json.object().put("project_id", id(project)).put("name", "Model"));

        JsonNode done = work.change("project_milestones", first, Json.object().put("status", "completed"));
        work.change("projects", project, Json.object().put("status", "IN_PROGRESS"));

        assertThat(project.path("public_token").asText()).hasSizeGreaterThan(20);
        assertThat(done.path("completed_at").isTextual()).isTrue();
        assertThat(work.again("projects", project).path("progress").asInt()).isEqualTo(33);
        assertThat(work.read("project_status_history").findValuesAsText("old_status"))
                .containsExactly("PLANNING");
    }

    @Test
    void issueIsDueInBusinessHours() {
        JsonNode project =
                work.insert("projects", Json.object().put("name", "Care").put("type", "SUPPORT"));
        work.insert(
                "project_sla_config",
                Json.object().put("project_id", id(project)).put("business_hours_only", true));
        ObjectNode fields = Json.object()
                .put("project_id", id(project))
                .put("title", "Broken")
                .put("description", "It does not start");

        // A Thursday at three: two hours are left of the day, and the weekend does not count.
        JsonNode issue = work.insert("project_issues", fields.deepCopy().put("reported_at", "2026-03-05T15:00:00Z"));
        JsonNode resolved = work.change("project_issues", issue, Json.object().put("status", "RESOLVED"));
        JsonNode closed = work.change("project_issues", issue, Json.object().put("status", "CLOSED"));
        JsonNode open = work.change("project_issues", issue, Json.object().put("status", "OPEN"));

        assertThat(issue.path("response_due_at").asText()).isEqualTo("2026-03-06T11:00:00+00:00");
        assertThat(issue.path("resolution_due_at").asText()).isEqualTo("2026-03-10T15:00:00+00:00");
        assertThat(closed.path("resolved_at")).isEqualTo(resolved.path("resolved_at"));
        assertThat(open.path("resolved_at").isNull()).isTrue();
    }

    @Test
    void deliveryProjectsHaveNoIssues() {
        JsonNode project = work.insert("projects", Json.object().put("name", "House"));

        Answer refused = work.tryInsert(
                "project_issues",
                Json.object().put("project_id", id(project)).put("title", "x").put("description", "y"));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void teamAdminManagesTheMembersOfTheirTeamOnly() {
        Workspace admin = work.join("TEAM_ADMIN");
        Workspace agent = work.join("AGENT");
        JsonNode own = work.insert("teams", Json.object().put("name", "North").put("owner_id", admin.user));
        JsonNode other = work.insert("teams", Json.object().put("name", "South"));
        ObjectNode membership = Json.object().put("user_id", agent.user);

        JsonNode member = admin.insert("team_members", membership.deepCopy().put("team_id", id(own)));
        Answer refused = admin.tryInsert("team_members", membership.deepCopy().put("team_id", id(other)));
        work.change("teams", own, Json.object().put("owner_id", work.user));

        assertThat(member.path("managed_by").asText()).isEqualTo(admin.user);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(work.again("team_members", member).path("managed_by").asText())
                .isEqualTo(work.user);
    }

    @Test
    void timezoneIsTheSameInBothPlaces() {
        String filter = "id=eq." + work.organization;
        JsonNode moved = work.tryChange("organizations", filter, Json.object().put("timezone", "Africa/Cairo"))
                .body()
                .get(0);
        Answer nowhere = work.tryChange("organizations", filter, Json.object().put("timezone", "Mars/Base"));

        assertThat(moved.path("settings").path("timezone").asText()).isEqualTo("Africa/Cairo");
        assertThat(nowhere.status()).isEqualTo(400);
    }

    @Test
    void snoozedConversationIsDueWhenItWakes() {
        JsonNode conversation = work.conversation(work.contact("Layla"), work.channel("TELEGRAM"));

        JsonNode snoozed =
                work.change("conversations", conversation, Json.object().put("snoozed_until", "2099-01-02T00:00:00Z"));
        JsonNode awake =
                work.change("conversations", conversation, Json.object().putNull("snoozed_until"));

        assertThat(snoozed.path("next_action_at")).isEqualTo(snoozed.path("snoozed_until"));
        assertThat(awake.path("next_action_at").isNull()).isTrue();
    }

    @Test
    void sequenceStartsWithAStepAndPausedPeopleResume() {
        JsonNode sequence =
                work.insert("sequences", Json.object().put("name", "Welcome").put("status", "active"));
        assertThat(sequence.path("status").asText()).isEqualTo("draft");
        String filter = "id=eq." + id(sequence);
        ObjectNode start = Json.object().put("status", "active");
        assertThat(work.tryChange("sequences", filter, start).status()).isEqualTo(400);
        work.insert(
                "sequence_steps",
                Json.object()
                        .put("sequence_id", id(sequence))
                        .put("step_order", 0)
                        .put("channel", "email")
                        .put("message_body", "Hello"));
        assertThat(work.tryChange("sequences", filter, start).status()).isEqualTo(200);

        JsonNode enrollment = work.insert(
                "sequence_enrollments",
                Json.object()
                        .put("sequence_id", id(sequence))
                        .put("contact_id", id(work.contact("Layla")))
                        .put("status", "paused")
                        .put("next_step_at", "2020-01-01T00:00:00Z"));
        JsonNode resumed = work.change("sequence_enrollments", enrollment, start);
        work.change("sequence_enrollments", enrollment, Json.object().put("status", "completed"));

        assertThat(resumed.path("next_step_at").asText()).isGreaterThan("2026");
        assertThat(work.tryChange("sequence_enrollments", "id=eq." + id(enrollment), start)
                        .status())
                .isEqualTo(409);
    }
}
