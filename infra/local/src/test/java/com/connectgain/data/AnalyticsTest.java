package com.connectgain.data;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class AnalyticsTest {

    private static final String MARCH = "?start_date=2026-03-01&end_date=2026-03-31";

    private final LocalCloud cloud;
    private final Workspace work;
    private final JsonNode conversation;

    AnalyticsTest(LocalCloud cloud) {
        this.cloud = cloud;
        work = Workspace.open(cloud);
        conversation = work.conversation(work.contact("Layla"), work.channel("TELEGRAM"));
    }

    private void message(String direction, String at) {
        work.insert(
                "messages",
                Json.object()
                        .put("conversation_id", conversation.path("id").asText())
                        .put("direction", direction)
                        .put("created_at", at));
    }

    private JsonNode report(String path) {
        return work.read("analytics/" + path);
    }

    @Test
    void answerTimeRunsFromTheFirstUnansweredMessage() {
        message("INBOUND", "2026-03-02T10:00:00Z");
        message("INBOUND", "2026-03-02T11:00:00Z");
        message("OUTBOUND", "2026-03-02T12:30:00Z");
        message("OUTBOUND", "2026-03-02T13:00:00Z");
        message("INBOUND", "2026-03-03T10:00:00Z");

        JsonNode metrics = report("metrics" + MARCH).path("metrics");

        assertThat(metrics.path("total_messages").asInt()).isEqualTo(5);
        assertThat(metrics.path("average_response_time").asText()).isEqualTo("2.5 hours");
        assertThat(metrics.path("sla_compliance").decimalValue()).isEqualByComparingTo("50.0");
        assertThat(metrics.at("/period_comparison/messages_change").decimalValue())
                .isEqualByComparingTo("100");
    }

    @Test
    void figuresAreComparedWithTheStretchBefore() {
        message("INBOUND", "2026-01-30T10:00:00Z");
        message("INBOUND", "2026-02-10T10:00:00Z");
        message("INBOUND", "2026-03-10T10:00:00Z");

        JsonNode messages = report("metrics" + MARCH + "&metric_type=messages").path("metrics");

        assertThat(messages.path("total_messages").asInt()).isEqualTo(1);
        assertThat(messages.at("/period_comparison/messages_change").decimalValue())
                .isEqualByComparingTo("-50");
        assertThat(messages.has("total_contacts")).isFalse();
    }

    @Test
    void inboxTellsWhatWaits() {
        message("INBOUND", "2026-03-02T10:00:00Z");

        JsonNode inbox = report("inbox").path("inbox_metrics");
        work.change(
                "conversations",
                conversation,
                Json.object().put("status", "CLOSED").put("assignee_id", work.user));
        JsonNode closed = report("inbox").path("inbox_metrics");

        assertThat(inbox.path("unassigned_messages").asInt()).isEqualTo(1);
        assertThat(inbox.path("overdue_conversations").asInt()).isEqualTo(1);
        assertThat(inbox.path("resolved_conversations").asInt()).isZero();
        assertThat(closed.path("resolved_conversations").asInt()).isEqualTo(1);
        assertThat(closed.path("overdue_conversations").asInt()).isZero();
    }

    @Test
    void dealsAreCountedByStage() {
        JsonNode contact = work.contact("Omar");
        for (String stage : new String[] {"lead", "lead", "won", "lost", "won"}) {
            work.insert(
                    "deals",
                    Json.object()
                            .put("title", stage)
                            .put("contact_id", contact.path("id").asText())
                            .put("stage", stage)
                            .put("value", 100.5));
        }

        JsonNode deals = report("deals?organization_id=" + work.organization).path("deals_metrics");

        assertThat(deals.path("active_deals_count").asInt()).isEqualTo(2);
        assertThat(deals.path("pipeline_value").decimalValue()).isEqualByComparingTo("201");
        assertThat(deals.path("conversion_rate").decimalValue()).isEqualByComparingTo("66.7");
        assertThat(deals.path("stage_distribution").toString()).isEqualTo("{\"lead\":2,\"lost\":1,\"won\":2}");
    }

    @Test
    void everyReportIsAFileForWhoAsksForOne() {
        message("INBOUND", "2026-03-02T10:00:00Z");
        message("OUTBOUND", "2026-03-02T12:30:00Z");

        for (String report : new String[] {"metrics", "inbox", "deals", "contacts", "performance"}) {
            Answer file = work.call("GET", "analytics/" + report + MARCH, null, "Accept", "text/csv");

            assertThat(file.status()).as(report).isEqualTo(200);
            assertThat(file.header("content-type")).isEqualTo("text/csv; charset=utf-8");
            assertThat(file.header("content-disposition")).startsWith("attachment; filename=");
            assertThat(file.raw().body())
                    .as(report)
                    .startsWith("\uFEFFSection,")
                    .contains("\r\nSummary,");
        }
        Answer metrics = work.call("GET", "analytics/metrics" + MARCH, null, "Accept", "text/csv");
        String[] lines = metrics.raw().body().substring(1).split("\r\n");
        List<String> header = List.of(lines[0].split(","));
        List<String> figures = List.of(lines[1].split(",", -1));
        assertThat(figures.get(header.indexOf("Metrics Total Messages"))).isEqualTo("2");
        assertThat(figures.get(header.indexOf("Metrics Average Response Time"))).isEqualTo("2.5 hours");
        Answer refused = work.call("GET", "analytics/weather", null, "Accept", "text/csv");
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body().path("message").asText()).isEqualTo("Could not find resource");
    }

    @Test
    void badQuestionsAreRefused() {
        Answer date = work.call("GET", "analytics/metrics?start_date=yesterday", null);
        Answer type = work.call("GET", "analytics/metrics?metric_type=mood", null);
        Answer report = work.call("GET", "analytics/weather", null);
        Answer foreign =
                work.call("GET", "analytics/inbox?organization_id=" + Workspace.open(cloud).organization, null);

        assertThat(date.status()).isEqualTo(400);
        assertThat(type.status()).isEqualTo(400);
        assertThat(report.status()).isEqualTo(404);
        assertThat(foreign.status()).isEqualTo(403);
        assertThat(date.body().has("hint")).isTrue();
    }
}
