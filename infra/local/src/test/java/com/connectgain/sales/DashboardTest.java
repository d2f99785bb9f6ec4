package com.connectgain.sales;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(CloudExtension.class)
class DashboardTest {

    private final LocalCloud cloud;
    private final Sales sales;
    private final JsonNode contact;

    DashboardTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
        this.contact = sales.contact("Layla");
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private void at(String moment) {
        cloud.clock().set(Instant.parse(moment));
        sales.signInAgain();
    }

    private JsonNode widget(String type, ObjectNode config) {
        return sales.insert(
                "dashboard_widgets", Json.object().put("widget_type", type).set("widget_config", config));
    }

    private JsonNode widgets() {
        return sales.read("dashboard_widgets?organization_id=" + sales.organization + "&is_visible=true")
                .path("widgets");
    }

    private JsonNode value(String type, String range) {
        JsonNode row = widget(type, Json.object().put("date_range", range));
        for (JsonNode widget : widgets()) {
            if (widget.path("id").equals(row.path("id"))) {
                return widget;
            }
        }
        throw new AssertionError("No widget");
    }

    private JsonNode conversation() {
        JsonNode channel = sales.insert(
                "channel_accounts", Json.object().put("name", "Bot").put("type", "TELEGRAM"));
        return sales.insert(
                "conversations", Json.object().put("contact_id", id(contact)).put("channel_account_id", id(channel)));
    }

    private void message(JsonNode conversation, String direction, String at) {
        sales.insert(
                "messages",
                Json.object()
                        .put("conversation_id", id(conversation))
                        .put("direction", direction)
                        .put("content", "x")
                        .put("created_at", at));
    }

    private void deal(String stage, String value) {
        sales.deal(contact, stage, deal -> deal.put("stage", stage).put("value", new java.math.BigDecimal(value)));
    }

    @Test
    void customWidgetCountsHighValueDeals() {
        deal("lead", "10000");
        deal("lead", "10000.01");
        deal("won", "50000");
        ObjectNode config = Json.object().put("title", "High-Value Deals").put("table", "deals");
        config.put("aggregation", "count").put("filters", "value > 10000 AND status = OPEN");
        widget("custom", config);

        JsonNode widget = widgets().path(0);

        assertThat(widgets()).hasSize(1);
        assertThat(widget.path("widget_type").asText()).isEqualTo("custom");
        assertThat(widget.at("/widget_config/title").asText()).isEqualTo("High-Value Deals");
        assertThat(widget.path("value").asInt()).isEqualTo(1);
        assertThat(widget.path("position").asInt()).isZero();
        assertThat(widget.path("is_visible").asBoolean()).isTrue();
    }

    /** Over deals of 0.10, 0.20 and 99.5, of which the last is won. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/sales/widgets.csv", numLinesToSkip = 1, delimiter = ';', quoteCharacter = '\0')
    void customWidgetAggregates(String config, String value, String error) {
        deal("lead", "0.10");
        deal("lead", "0.20");
        deal("won", "99.5");
        widget("custom", Json.readObject(config));

        JsonNode widget = widgets().path(0);

        assertThat(widget.path("value").toString()).isEqualTo(value);
        assertThat(widget.path("error").asText("")).isEqualTo(error == null ? "" : error);
    }

    @Test
    void daysAreTheOrganizationsOwn() {
        sales.rest(
                "PATCH",
                "organizations?id=eq." + sales.organization,
                Json.object().put("timezone", "Africa/Cairo"));
        JsonNode conversation = conversation();
        // In Cairo, which is two hours ahead: 23:59 of the ninth, 00:00 and 23:59 of the tenth, 00:00 of the eleventh.
        message(conversation, "INBOUND", "2030-01-09T21:59:59Z");
        message(conversation, "INBOUND", "2030-01-09T22:00:00Z");
        message(conversation, "INBOUND", "2030-01-10T21:59:59Z");
        message(conversation, "INBOUND", "2030-01-10T22:00:00Z");
        at("2030-01-10T12:00:00Z");

        JsonNode today = value("incoming_messages", "today");

        assertThat(today.path("value").asInt()).isEqualTo(2);
        assertThat(today.path("change").decimalValue()).isEqualByComparingTo("100");
        assertThat(today.at("/details/by_channel/TELEGRAM").asInt()).isEqualTo(2);
        assertThat(value("incoming_messages", "yesterday").path("value").asInt())
                .isEqualTo(1);
        assertThat(value("incoming_messages", "this_month").path("value").asInt())
                .isEqualTo(4);
    }

    @Test
    void medianIsNotTheAverage() {
        JsonNode conversation = conversation();
        message(conversation, "INBOUND", "2030-01-10T10:00:00Z");
        message(conversation, "OUTBOUND", "2030-01-10T10:00:10Z");
        message(conversation, "INBOUND", "2030-01-10T11:00:00Z");
        message(conversation, "OUTBOUND", "2030-01-10T11:00:20Z");
        message(conversation, "INBOUND", "2030-01-10T12:00:00Z");
        message(conversation, "OUTBOUND", "2030-01-10T12:30:00Z");
        at("2030-01-10T20:00:00Z");

        assertThat(value("median_reply_time", "today").path("value").asInt()).isEqualTo(20);
        assertThat(value("median_reply_time", "yesterday").path("value").isNull())
                .isTrue();
    }

    @Test
    void longestWaitNamesItsConversation() {
        JsonNode conversation = conversation();
        message(conversation, "INBOUND", "2030-01-10T10:00:00Z");
        at("2030-01-10T10:05:00Z");

        JsonNode waiting = value("longest_awaiting_reply", "today");

        assertThat(waiting.path("value").asInt()).isBetween(300, 330);
        assertThat(waiting.at("/details/conversation_id")).isEqualTo(conversation.path("id"));
    }

    @Test
    void newMemberSeesTheDefaultsAndOthersArrangementsStayTheirs() {
        Sales other = sales.join("AGENT");
        widget("total_contacts", Json.object());

        JsonNode mine = widgets();
        JsonNode theirs = other.read("dashboard_widgets?organization_id=" + sales.organization)
                .path("widgets");

        assertThat(mine).hasSize(1);
        assertThat(mine.at("/0/value").asInt()).isEqualTo(1);
        assertThat(theirs).hasSize(15);
        assertThat(theirs.at("/0/widget_type").asText()).isEqualTo("incoming_messages");
        assertThat(theirs.at("/0/widget_config/title").asText()).isEqualTo("Incoming Messages");
        for (JsonNode widget : theirs) {
            assertThat(widget.has("error")).as(widget.toString()).isFalse();
        }
    }

    @Test
    void hiddenWidgetsAreLeftOutAndPositionsOrder() {
        sales.insert(
                "dashboard_widgets",
                Json.object().put("widget_type", "total_companies").put("position", 2));
        sales.insert(
                "dashboard_widgets",
                Json.object().put("widget_type", "total_contacts").put("position", 1));
        sales.insert(
                "dashboard_widgets",
                Json.object().put("widget_type", "active_deals").put("is_visible", false));

        assertThat(widgets()).hasSize(2);
        assertThat(widgets().at("/0/widget_type").asText()).isEqualTo("total_contacts");
        assertThat(sales.read("dashboard_widgets?is_visible=false").path("widgets"))
                .hasSize(1);
    }

    @Test
    void postgrestsOwnParametersGivePlainRows() {
        widget("total_contacts", Json.object());

        assertThat(sales.read("dashboard_widgets?select=*").isArray()).isTrue();
        assertThat(sales.read("dashboard_widgets?is_visible=eq.true").path(0).has("value"))
                .isFalse();
    }

    @Test
    void figuresWithoutTheRightToThemAreNotShown() {
        deal("lead", "5");
        Sales agent = sales.join("AGENT", Json.object().put("can_access_crm", false));

        JsonNode metrics = agent.rpc("get_dashboard_metrics", Json.object()).ok();

        assertThat(metrics.at("/metrics/active_deals/value").isNull()).isTrue();
        assertThat(metrics.at("/metrics/active_deals/error").asText()).isEqualTo("Insufficient permissions");
        assertThat(metrics.at("/metrics/tasks_overview/value").asInt()).isZero();
        assertThat(metrics.path("recent_activity")).isEmpty();
        assertThat(metrics.at("/weeks/3/new_contacts").asInt()).isZero();
    }

    @Test
    void dashboardTellsFiguresWeeksAndWhatHappenedLast() {
        deal("lead", "100");
        deal("won", "250.5");
        sales.insert("tasks", Json.object().put("title", "late").put("due_date", "2020-01-01T00:00:00Z"));

        JsonNode answer = sales.rpc("get_dashboard_metrics", Json.object().put("range", "this_week"))
                .ok();

        assertThat(answer.at("/metrics/won_leads/value").asInt()).isEqualTo(1);
        assertThat(answer.at("/metrics/won_leads/details/total_value").decimalValue())
                .isEqualByComparingTo("250.5");
        assertThat(answer.at("/metrics/active_leads/details/by_stage/lead/value")
                        .asInt())
                .isEqualTo(100);
        assertThat(answer.at("/metrics/tasks_overview/details/overdue").asInt()).isEqualTo(1);
        assertThat(answer.path("weeks")).hasSize(4);
        assertThat(answer.at("/weeks/3/deals_closed").asInt()).isEqualTo(1);
        assertThat(answer.at("/weeks/3/new_contacts").asInt()).isEqualTo(1);
        assertThat(answer.at("/recent_activity/0/type").asText()).isEqualTo("deal");
    }

    @Test
    void contactsAndPerformanceHaveTheirReports() {
        JsonNode conversation = conversation();
        sales.contact("Silent");
        message(
                conversation,
                "INBOUND",
                cloud.clock().instant().minusSeconds(60).toString());
        Sales manager = sales.join("PROJECT_MANAGER");
        for (int i = 0; i < 4; i++) {
            sales.insert(
                    "tasks",
                    Json.object()
                            .put("title", "t" + i)
                            .put("assignee_id", i == 3 ? manager.user : sales.user)
                            .put("completed", i > 0));
        }

        JsonNode contacts = sales.read("analytics/contacts").path("contacts_metrics");
        JsonNode performance = sales.read("analytics/performance").path("performance_metrics");

        assertThat(contacts.path("total_contacts").asInt()).isEqualTo(2);
        assertThat(contacts.path("engagement_rate").decimalValue()).isEqualByComparingTo("50");
        assertThat(performance.path("completed_tasks").asInt()).isEqualTo(3);
        assertThat(performance.path("total_tasks").asInt()).isEqualTo(4);
        assertThat(performance.path("completion_rate").decimalValue()).isEqualByComparingTo("75");
        assertThat(performance.path("assignees")).hasSize(1);
        assertThat(performance.at("/assignees/0/completion_rate").decimalValue())
                .isEqualByComparingTo("66.7");
    }

    @Test
    void badQuestionsAreRefused() {
        Answer foreign = sales.rest("GET", "dashboard_widgets?organization_id=" + Sales.open(cloud).organization, null);
        Answer visible = sales.rest("GET", "dashboard_widgets?is_visible=perhaps", null);
        Answer range = sales.rpc("get_dashboard_metrics", Json.object().put("range", "always"));
        Answer days = sales.rpc(
                "get_dashboard_metrics",
                Json.object().put("start_date", "2030-02-01").put("end_date", "2030-01-01"));

        assertThat(foreign.status()).isEqualTo(403);
        assertThat(visible.status()).isEqualTo(400);
        assertThat(range.body().path("message").asText()).isEqualTo("Invalid date_range: always");
        assertThat(days.body().path("message").asText()).isEqualTo("start_date must not be after end_date");
    }
}
