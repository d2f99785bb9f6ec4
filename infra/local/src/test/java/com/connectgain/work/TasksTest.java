package com.connectgain.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.people.Office;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(CloudExtension.class)
class TasksTest {

    private final Office office;

    TasksTest(LocalCloud cloud) {
        this.office = Office.open(cloud);
    }

    private String task(String fields) {
        return office.insert("tasks", "{\"title\":\"Review\"" + (fields.isEmpty() ? "" : "," + fields) + "}");
    }

    @Test
    void bulkCompletionMarksEachTaskWithItsTime() {
        List<String> tasks = IntStream.range(0, 45).mapToObj(number -> task("")).toList();
        String ids = String.join(",", tasks);

        Answer done =
                office.rest("PATCH", "tasks?id=in.(" + ids + ")", Json.object().put("completed", true));
        Answer urgent =
                office.rest("PATCH", "tasks?id=in.(" + ids + ")", Json.object().put("priority", "high"));

        assertThat(done.ok())
                .hasSize(45)
                .allMatch(task -> task.path("completed_at").isTextual());
        assertThat(urgent.ok()).allMatch(task -> task.path("priority").asText().equals("HIGH"));
        assertThat(office.rest("DELETE", "tasks?id=in.(" + ids + ")", null).status())
                .isEqualTo(200);
        assertThat(office.all("tasks")).isEmpty();
        assertThat(office.all("task_activities")).isEmpty();
    }

    @Test
    void onlyACompletedTaskHasATimeOfCompletion() {
        String task = task("");
        String time = "2026-01-05T10:00:00+00:00";

        JsonNode open = office.change("tasks", task, "{\"completed_at\":\"" + time + "\"}");
        JsonNode done = office.change("tasks", task, "{\"completed\":true,\"completed_at\":\"" + time + "\"}");
        JsonNode edited = office.change("tasks", task, "{\"priority\":\"LOW\"}");
        JsonNode again = office.change("tasks", task, "{\"completed\":false}");

        assertThat(open.path("completed_at").isNull()).isTrue();
        assertThat(done.path("completed_at").asText()).isEqualTo(time);
        assertThat(edited.path("completed_at").asText()).isEqualTo(time);
        assertThat(again.path("completed_at").isNull()).isTrue();
    }

    @Test
    void taskForADealOrConversationIsAboutItsContact() {
        String contact = office.contact("Sara");
        String deal = office.insert("deals", "{\"title\":\"d\",\"contact_id\":\"" + contact + "\"}");
        String conversation = office.insert("conversations", "{\"contact_id\":\"" + contact + "\"}");

        String forDeal = task("\"deal_id\":\"" + deal + "\"");
        String forConversation = task("\"conversation_id\":\"" + conversation + "\"");
        String forNobody = task("\"deal_id\":\"" + deal + "\",\"contact_id\":null");

        assertThat(office.row("tasks", forDeal).text("contact_id")).isEqualTo(contact);
        assertThat(office.row("tasks", forConversation).text("contact_id")).isEqualTo(contact);
        assertThat(office.row("tasks", forNobody).text("contact_id")).isNull();
    }

    /** Times are the organization's: an hour is the same hour after the clocks change. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        2999-03-04T09:00:00Z | {"frequency":"WEEKLY","weekday":1} | 2999-03-11T09:00:00+00:00
        2999-03-06T09:00:00Z | {"frequency":"weekly","weekday":"Monday"} | 2999-03-11T09:00:00+00:00
        2999-03-04T09:00:00Z | {"frequency":"WEEKLY","interval":2} | 2999-03-18T09:00:00+00:00
        2999-01-31T12:30:00Z | {"frequency":"MONTHLY"} | 2999-02-28T12:30:00+00:00
        2996-02-29T12:30:00Z | {"frequency":"YEARLY"} | 2997-02-28T12:30:00+00:00
        2999-03-04T09:00:00Z | {"frequency":"DAILY","interval":3,"until":"2999-03-07"} | 2999-03-07T09:00:00+00:00
        """)
    void completedTaskComesBack(String due, String recurrence, String next) {
        String task =
                task("\"priority\":\"LOW\",\"tags\":[\"a\"],\"due_date\":\"" + due + "\",\"recurrence\":" + recurrence);

        office.change("tasks", task, "{\"completed\":true}");

        JsonNode successor = office.read("tasks?recurrence_of=eq." + task).get(0);
        assertThat(successor.path("due_date").asText()).isEqualTo(next);
        assertThat(successor.path("completed").asBoolean()).isFalse();
        assertThat(successor.path("priority").asText()).isEqualTo("LOW");
        assertThat(successor.path("tags").toString()).isEqualTo("[\"a\"]");
        assertThat(successor.path("recurrence")).isEqualTo(Json.read(recurrence));
        assertThat(successor.path("created_by").asText()).isEqualTo(office.user);
    }

    @Test
    void taskComesBackOnceHoweverOftenItIsCompletedAndNeverOverdue() {
        String late = task("\"due_date\":\"2020-01-06T09:00:00Z\",\"recurrence\":{\"frequency\":\"DAILY\"}");

        office.change("tasks", late, "{\"completed\":true}");
        office.change("tasks", late, "{\"completed\":false}");
        office.change("tasks", late, "{\"completed\":true}");

        JsonNode successors = office.read("tasks?recurrence_of=eq." + late);
        assertThat(successors).hasSize(1);
        assertThat(java.time.OffsetDateTime.parse(
                        successors.get(0).path("due_date").asText()))
                .isAfter(java.time.OffsetDateTime.now());
    }

    @Test
    void lastOneOfASeriesEndsIt() {
        String last = task(
                "\"due_date\":\"2999-03-04T09:00:00Z\",\"recurrence\":{\"frequency\":\"DAILY\",\"until\":\"2999-03-04\"}");

        office.change("tasks", last, "{\"completed\":true}");

        assertThat(office.all("tasks")).hasSize(1);
    }

    @Test
    void weeklyTaskWithoutADateIsDueOnItsDay() {
        String monday = task("\"recurrence\":{\"frequency\":\"WEEKLY\",\"weekday\":1}");

        java.time.OffsetDateTime due =
                java.time.OffsetDateTime.parse(office.row("tasks", monday).text("due_date"));

        assertThat(due.getDayOfWeek()).isEqualTo(java.time.DayOfWeek.MONDAY);
        assertThat(due.getHour()).isEqualTo(9);
        assertThat(due)
                .isAfter(java.time.OffsetDateTime.now())
                .isBefore(java.time.OffsetDateTime.now().plusDays(8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"frequency":"HOURLY"} | recurrence.frequency must be one of DAILY, WEEKLY, MONTHLY, YEARLY
        {"interval":1} | recurrence.frequency must be one of DAILY, WEEKLY, MONTHLY, YEARLY
        {"frequency":"DAILY","interval":0} | recurrence.interval must be a whole number from 1 to 365
        {"frequency":"DAILY","interval":"2"} | recurrence.interval must be a whole number from 1 to 365
        {"frequency":"WEEKLY","weekday":7} | recurrence.weekday must be a day from 0 (Sunday) to 6, or its English name
        {"frequency":"WEEKLY","weekday":"Funday"} | recurrence.weekday must be a day from 0 (Sunday) to 6, or its English name
        {"frequency":"DAILY","until":"soon"} | recurrence.until must be a date (YYYY-MM-DD)
        """)
    void badRecurrenceIsRefused(String recurrence, String error) {
        Answer answer = office.rest("POST", "tasks", Json.read("{\"title\":\"t\",\"recurrence\":" + recurrence + "}"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("message").asText()).isEqualTo(error);
    }

    @Test
    void statisticsCountWhatIsDoneAndLate() {
        task("\"completed\":true,\"assignee_id\":\"" + office.user + "\"");
        task("\"due_date\":\"2999-01-01T00:00:00Z\",\"priority\":\"HIGH\"");
        task("\"due_date\":\"" + java.time.Instant.now().minus(java.time.Duration.ofHours(48)) + "\"");
        task("");

        JsonNode stats = office.rpc("get_task_stats", Json.object()).ok();
        JsonNode own = office.rpc("get_task_stats", Json.object().put("p_assignee_id", office.user))
                .ok();

        assertThat(stats.path("total").asInt()).isEqualTo(4);
        assertThat(stats.path("completion_rate").decimalValue()).isEqualByComparingTo("25");
        assertThat(stats.path("overdue").asInt()).isEqualTo(1);
        assertThat(stats.path("average_days_overdue").decimalValue()).isEqualByComparingTo("2.0");
        assertThat(stats.path("by_priority").findValuesAsText("priority")).containsExactly("HIGH", "MEDIUM");
        assertThat(own.path("completion_rate").decimalValue()).isEqualByComparingTo("100");
    }
}
