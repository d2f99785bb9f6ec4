package com.connectgain.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.people.Office;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Parallel;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class ProjectsTest {

    private final LocalCloud cloud;
    private final Office office;

    ProjectsTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.office = Office.open(cloud);
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private String project(String type) {
        return office.insert("projects", "{\"name\":\"P\",\"type\":\"" + type + "\"}");
    }

    private String step(String table, String project, String status) {
        return office.insert(
                table, "{\"project_id\":\"" + project + "\",\"name\":\"s\",\"status\":\"" + status + "\"}");
    }

    private int progress(String project) {
        return office.row("projects", project).get("progress").asInt();
    }

    @Test
    void stepsCompletedAtOnceAllCount() {
        String project = project("DELIVERY");
        List<String> steps = IntStream.range(0, 8)
                .mapToObj(number -> step("project_milestones", project, "PENDING"))
                .toList();

        Parallel.map(steps, 8, step -> office.change("project_milestones", step, "{\"status\":\"COMPLETED\"}"));

        assertThat(progress(project)).isEqualTo(100);
    }

    @Test
    void stepThatMovesCountsWhereItIs() {
        String one = project("DELIVERY");
        String other = project("DELIVERY");
        step("project_milestones", one, "PENDING");
        String done = step("project_deliverables", one, "COMPLETED");
        step("project_milestones", other, "PENDING");
        assertThat(progress(one)).isEqualTo(50);

        office.change("project_deliverables", done, "{\"project_id\":\"" + other + "\"}");

        assertThat(progress(one)).isZero();
        assertThat(progress(other)).isEqualTo(50);
    }

    @Test
    void stepThatGoesCountsNoMore() {
        String project = project("DELIVERY");
        step("project_milestones", project, "COMPLETED");
        String open = step("project_milestones", project, "PENDING");
        step("project_deliverables", project, "CANCELLED");
        assertThat(progress(project)).isEqualTo(50);

        office.rest("DELETE", "project_milestones?id=eq." + open, null);

        assertThat(progress(project)).isEqualTo(100);
    }

    @Test
    void progressIsEnteredByHandOnlyWhereThereAreNoSteps() {
        String empty = project("DELIVERY");
        String stepped = project("DELIVERY");
        step("project_milestones", stepped, "COMPLETED");
        step("project_milestones", stepped, "PENDING");
        step("project_deliverables", stepped, "PENDING");

        office.change("projects", empty, "{\"progress\":40}");
        JsonNode saved = office.change("projects", stepped, "{\"name\":\"New\",\"progress\":90}");

        assertThat(progress(empty)).isEqualTo(40);
        assertThat(saved.path("name").asText()).isEqualTo("New");
        assertThat(progress(stepped)).isEqualTo(33);
    }

    @Test
    void completedStepHasItsTimeUntilItIsOpenedAgain() {
        String project = project("DELIVERY");
        String milestone = step("project_milestones", project, "PENDING");

        JsonNode completed = office.change("project_milestones", milestone, "{\"status\":\"completed\"}");
        JsonNode opened = office.change("project_milestones", milestone, "{\"status\":\"IN_PROGRESS\"}");

        assertThat(completed.path("completed_at").isTextual()).isTrue();
        assertThat(opened.path("completed_at").isNull()).isTrue();
        assertThat(progress(project)).isZero();
    }

    @Test
    void stepsReferToMilestonesOfTheirOwnProject() {
        String project = project("DELIVERY");
        String own = step("project_milestones", project, "PENDING");
        String foreign = step("project_milestones", project("DELIVERY"), "PENDING");
        String deliverable = office.insert(
                "project_deliverables",
                "{\"project_id\":\"" + project + "\",\"name\":\"d\",\"milestone_id\":\"" + own + "\"}");
        String next = office.insert(
                "project_milestones",
                "{\"project_id\":\"" + project + "\",\"name\":\"n\",\"dependencies\":[\"" + own + "\"]}");

        refused(
                "project_deliverables",
                deliverable,
                "{\"milestone_id\":\"" + foreign + "\"}",
                "milestone_id must be a milestone of the same project");
        for (String id : List.of(foreign, next, "00000000-0000-0000-0000-000000000001")) {
            refused(
                    "project_milestones",
                    next,
                    "{\"dependencies\":[\"" + own + "\",\"" + id + "\"]}",
                    "dependencies must be other milestones of the same project");
        }
    }

    private void refused(String table, String id, String changes, String error) {
        Answer answer = office.rest("PATCH", table + "?id=eq." + id, Json.read(changes));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).isEqualTo(error);
    }

    @Test
    void logOfAProjectTellsWhatBecameOfItAndItsSteps() {
        String project = project("DELIVERY");
        String milestone = step("project_milestones", project, "PENDING");
        office.change("project_milestones", milestone, "{\"status\":\"COMPLETED\"}");
        office.change("projects", project, "{\"status\":\"IN_PROGRESS\"}");
        office.rest("DELETE", "project_milestones?id=eq." + milestone, null);

        JsonNode log = office.read("project_activities?order=created_at&project_id=eq." + project);

        assertThat(log.findValuesAsText("activity_type"))
                .containsExactlyInAnyOrder(
                        "CREATED",
                        "MILESTONE_ADDED",
                        "MILESTONE_STATUS_CHANGED",
                        "STATUS_CHANGED",
                        "MILESTONE_REMOVED");
        JsonNode changed = office.read(
                        "project_activities?activity_type=eq.MILESTONE_STATUS_CHANGED&project_id=eq." + project)
                .get(0);
        assertThat(changed.at("/metadata/old_status").asText()).isEqualTo("PENDING");
        assertThat(changed.at("/metadata/new_status").asText()).isEqualTo("COMPLETED");
        assertThat(changed.path("created_by").asText()).isEqualTo(office.user);
    }

    @Test
    void statisticsCountWhatIsActiveLateAndDone() {
        office.insert("projects", "{\"name\":\"P\",\"status\":\"IN_PROGRESS\",\"end_date\":\"2020-01-31\"}");
        office.insert("projects", "{\"name\":\"P\",\"status\":\"IN_PROGRESS\",\"end_date\":\"2999-01-31\"}");
        office.insert("projects", "{\"name\":\"P\",\"status\":\"DELAYED\"}");
        office.insert("projects", "{\"name\":\"P\",\"status\":\"COMPLETED\",\"end_date\":\"2020-01-31\"}");
        office.insert("projects", "{\"name\":\"P\",\"type\":\"SUPPORT\",\"status\":\"CANCELLED\"}");

        JsonNode all = office.rpc("get_project_stats", Json.object()).ok();
        JsonNode support = office.rpc("get_project_stats", Json.object().put("p_type", "support"))
                .ok();

        assertThat(all).isEqualTo(Json.read("""
            {"total": 5, "active": 2, "completed": 1, "delayed": 2,
             "by_status": {"CANCELLED": 1, "COMPLETED": 1, "DELAYED": 1, "IN_PROGRESS": 2}}
            """));
        assertThat(support.path("total").asInt()).isEqualTo(1);
    }

    @Test
    void targetsThatAreSetLaterMeasureTheIssuesThatAreOpen() {
        String project = project("SUPPORT");
        String open = issue(project, "");
        String closed = issue(project, "\"status\":\"CLOSED\"");
        String targets = office.insert(
                "project_sla_config",
                "{\"project_id\":\"" + project + "\",\"response_time_hours\":1,\"resolution_time_hours\":2}");
        assertThat(status(open)).isNull();

        office.tick("SlaClock");
        Duration first = allowed(open, "resolution_due_at");
        office.change("project_issues", open, "{\"status\":\"IN_PROGRESS\"}");
        office.change("project_sla_config", targets, "{\"response_time_hours\":5,\"resolution_time_hours\":8}");
        office.tick("SlaClock");

        assertThat(first).isEqualTo(Duration.ofHours(2));
        assertThat(status(open)).isEqualTo("ON_TRACK");
        assertThat(allowed(open, "resolution_due_at")).isEqualTo(Duration.ofHours(8));
        assertThat(allowed(open, "response_due_at"))
                .as("it was answered in its time")
                .isEqualTo(Duration.ofHours(1));
        assertThat(office.row("project_issues", closed).get("resolution_due_at").isNull())
                .isTrue();
        assertThat(office.row("project_sla_config", targets).get("apply_at").isNull())
                .isTrue();
    }

    private Duration allowed(String issue, String column) {
        var row = office.row("project_issues", issue);
        return Duration.between(
                row.instant("reported_at").orElseThrow(), row.instant(column).orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "business_hours_only":true,"business_hours_start":"17:00","business_hours_end":"09:00" | business_hours_end must be after business_hours_start
        "business_hours_only":true,"business_days":[] | business_days must not be empty
        "business_days":[1,7] | business_days must be days from 0 (Sunday) to 6
        """)
    void targetsThatMeasureNothingAreRefused(String fields, String error) {
        Answer answer = office.rest(
                "POST",
                "project_sla_config",
                Json.read("{\"project_id\":\"" + project("SUPPORT") + "\"," + fields + "}"));

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).isEqualTo(error);
    }

    private String issue(String project, String fields) {
        return office.insert(
                "project_issues",
                "{\"project_id\":\"" + project + "\",\"title\":\"Login\",\"description\":\"No\""
                        + (fields.isEmpty() ? "" : "," + fields) + "}");
    }

    private Answer tryIssue(String project, String fields) {
        return office.rest(
                "POST",
                "project_issues",
                Json.read("{\"project_id\":\"" + project + "\",\"title\":\"t\",\"description\":\"d\"," + fields + "}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        "fix_description":"x" | fix_description can only be set on a RESOLVED or CLOSED issue when it is created
        "status":"IN_PROGRESS","fix_steps":"x" | fix_steps can only be set on a RESOLVED or CLOSED issue when it is created
        "title":" " | title is required
        "category":"Billing" | invalid input value for category: "Billing"
        """)
    void issueIsRefused(String fields, String error) {
        Answer answer = tryIssue(project("SUPPORT"), fields);

        assertThat(answer.status()).as(answer.raw().body()).isEqualTo(400);
        if (!error.startsWith("invalid input")) {
            assertThat(answer.body().path("message").asText()).isEqualTo(error);
        }
    }

    @Test
    void issuesBelongToSupportProjectsAlone() {
        String delivery = project("DELIVERY");
        String issue = issue(project("SUPPORT"), "");

        Answer created = tryIssue(delivery, "\"priority\":\"LOW\"");
        Answer moved = office.rest(
                "PATCH", "project_issues?id=eq." + issue, Json.object().put("project_id", delivery));

        assertThat(created.body().path("message").asText()).isEqualTo("Issues can only be created in SUPPORT projects");
        assertThat(moved.status()).isEqualTo(400);
    }

    @Test
    void fixIsWrittenDownLaterInAnyStatusAndResolutionKeepsItsFirstTime() {
        String project = project("SUPPORT");
        String issue = issue(project, "");
        String fixed = issue(project, "\"status\":\"CLOSED\",\"fix_description\":\"restarted\"");

        JsonNode edited = office.change("project_issues", issue, "{\"fix_description\":\"known\"}");
        JsonNode resolved = office.change("project_issues", issue, "{\"status\":\"RESOLVED\"}");
        cloud.clock().advance(Duration.ofMinutes(30));
        JsonNode closed = office.change("project_issues", issue, "{\"status\":\"CLOSED\"}");
        JsonNode open = office.change("project_issues", issue, "{\"status\":\"OPEN\"}");

        assertThat(edited.path("fix_description").asText()).isEqualTo("known");
        assertThat(resolved.path("resolved_at").isTextual()).isTrue();
        assertThat(closed.path("resolved_at")).isEqualTo(resolved.path("resolved_at"));
        assertThat(open.path("resolved_at").isNull()).isTrue();
        assertThat(office.row("project_issues", fixed).text("resolved_at")).isNotNull();
    }

    @Test
    void standingChangesWithTimeAlone() {
        String project = project("SUPPORT");
        office.insert("project_sla_config", "{\"project_id\":\"" + project + "\"}");
        String waiting = issue(project, "");
        String answered = issue(project, "\"status\":\"IN_PROGRESS\"");

        assertThat(status(waiting)).isEqualTo("ON_TRACK");
        passes("PT5H");
        assertThat(status(waiting)).as("nobody answered within four hours").isEqualTo("VIOLATED");
        assertThat(status(answered)).isEqualTo("ON_TRACK");
        passes("PT15H");
        assertThat(status(answered)).isEqualTo("AT_RISK");
        passes("PT5H");
        assertThat(status(answered)).isEqualTo("VIOLATED");
    }

    private String status(String issue) {
        return office.row("project_issues", issue).text("sla_status");
    }

    private void passes(String time) {
        cloud.clock().advance(Duration.parse(time));
        office.tick("SlaClock");
    }

    @Test
    void reportMeasuresInTheHoursThatCount() {
        String project = project("SUPPORT");
        office.insert("project_sla_config", "{\"project_id\":\"" + project + "\",\"business_hours_only\":true}");
        // Friday at three; answered on Monday at ten: two hours of the Friday and one of the Monday.
        cloud.clock().set(Instant.parse("2030-03-01T15:00:00Z"));
        Office later = office.again();
        String issue = later.insert(
                "project_issues", "{\"project_id\":\"" + project + "\",\"title\":\"t\",\"description\":\"d\"}");
        cloud.clock().set(Instant.parse("2030-03-04T10:00:00Z"));
        later = office.again();
        later.change("project_issues", issue, "{\"status\":\"IN_PROGRESS\"}");
        cloud.clock().set(Instant.parse("2030-03-04T12:00:00Z"));
        later = office.again();
        later.change("project_issues", issue, "{\"status\":\"RESOLVED\"}");
        later.insert("project_issues", "{\"project_id\":\"" + project + "\",\"title\":\"t\",\"description\":\"d\"}");

        JsonNode report = later.rpc("get_sla_report", Json.object().put("p_project_id", project))
                .ok();
        JsonNode early = later.rpc(
                        "get_sla_report",
                        Json.object().put("p_project_id", project).put("p_to", "2030-03-02T00:00:00Z"))
                .ok();

        assertThat(report.path("total").asInt()).isEqualTo(2);
        assertThat(report.path("met").asInt()).isEqualTo(1);
        assertThat(report.path("on_track").asInt()).isEqualTo(1);
        assertThat(report.at("/response/average_hours").decimalValue()).isEqualByComparingTo("3");
        assertThat(report.at("/resolution/average_hours").decimalValue()).isEqualByComparingTo("5");
        assertThat(report.at("/response/target_hours").decimalValue()).isEqualByComparingTo("4");
        assertThat(report.at("/response/compliance_percent").decimalValue()).isEqualByComparingTo("100");
        assertThat(early.path("total").asInt()).isEqualTo(1);
    }
}
