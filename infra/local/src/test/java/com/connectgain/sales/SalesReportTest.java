package com.connectgain.sales;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class SalesReportTest {

    private final LocalCloud cloud;
    private final Sales sales;
    private final JsonNode contact;

    SalesReportTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
        this.contact = sales.contact("Layla");
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private JsonNode deal(String title, String stage, String value, Consumer<ObjectNode> more) {
        return sales.deal(contact, title, deal -> {
            deal.put("stage", stage).put("value", new BigDecimal(value));
            more.accept(deal);
        });
    }

    private JsonNode deal(String title, String stage, String value) {
        return deal(title, stage, value, deal -> {});
    }

    private Answer ask(String query) {
        return sales.function("GET", "sales-report" + query, null);
    }

    private JsonNode report(String query) {
        return ask(query).ok();
    }

    private static JsonNode stage(JsonNode report, String id) {
        for (JsonNode stage : report.path("stages")) {
            if (stage.path("id").asText().equals(id)) {
                return stage;
            }
        }
        throw new AssertionError("No stage " + id + " in " + report);
    }

    @Test
    void sumsAndAveragesAreExact() {
        deal("A", "lead", "0.10");
        deal("B", "lead", "0.20");
        deal("C", "qualified", "1000000000000.01");

        JsonNode report = report("");

        assertThat(report.at("/pipeline/name").asText()).isEqualTo("Sales Pipeline");
        assertThat(report.at("/summary/total_stages").asInt()).isEqualTo(7);
        assertThat(report.at("/summary/total_deals").asInt()).isEqualTo(3);
        assertThat(report.at("/summary/total_value").asText()).isEqualTo("1000000000000.31");
        // 1000000000000.31 / 3 = 333333333333.4366...
        assertThat(report.at("/summary/average_deal_value").asText()).isEqualTo("333333333333.44");
        JsonNode lead = stage(report, "lead");
        assertThat(lead.path("deal_count").asInt()).isEqualTo(2);
        assertThat(lead.path("total_value").asText()).isEqualTo("0.3");
        assertThat(lead.path("average_value").asText()).isEqualTo("0.15");
        assertThat(lead.path("average_probability").asText()).isEqualTo("10");
        assertThat(report.at("/summary/currency").asText()).isEqualTo("USD");
    }

    @Test
    void dealsAreTheirStagesWithWhomTheyAreWith() {
        JsonNode company = sales.insert("companies", Json.object().put("name", "شركة النور"));
        sales.change("contacts", contact, Json.object().put("last_name", "حسن").put("company_id", id(company)));
        JsonNode deal = deal(
                "فيلا",
                "proposal",
                "1250.5",
                values -> values.put("expected_close_date", "2026-12-31")
                        .put("description", "three rooms")
                        .put("currency", "EGP"));

        JsonNode shown = stage(report(""), "proposal").path("deals").path(0);

        assertThat(shown.path("id")).isEqualTo(deal.path("id"));
        assertThat(shown.path("title").asText()).isEqualTo("فيلا");
        assertThat(shown.at("/contact/name").asText()).isEqualTo("Layla حسن");
        assertThat(shown.at("/company/name").asText()).isEqualTo("شركة النور");
        assertThat(shown.path("value_formatted").asText()).isEqualTo("EGP 1,250.50");
        assertThat(shown.path("expected_close_date").asText()).isEqualTo("2026-12-31");
        assertThat(shown.path("probability").asInt()).isEqualTo(50);
    }

    @Test
    void conversionIsTheNextStageOverThisOne() {
        ArrayNode stages = Json.array();
        for (String id : new String[] {"a", "b", "c", "d"}) {
            stages.addObject().put("id", id).put("name", id.toUpperCase()).put("order", stages.size());
        }
        stages.addObject().put("id", "won").put("name", "Closed Won").put("order", 4);
        stages.addObject().put("id", "lost").put("name", "Closed Lost").put("order", 5);
        JsonNode pipeline =
                sales.insert("pipelines", Json.object().put("name", "Funnel").set("stages", stages));
        String query = "?deals=false&pipeline_id=" + id(pipeline);
        many(pipeline, "a", 30);
        many(pipeline, "b", 25);
        many(pipeline, "c", 20);
        many(pipeline, "d", 15);
        many(pipeline, "won", 35);
        many(pipeline, "lost", 2);

        JsonNode report = report(query);

        assertThat(stage(report, "a").path("conversion_rate").asInt()).isEqualTo(83);
        assertThat(stage(report, "b").path("conversion_rate").asInt()).isEqualTo(80);
        assertThat(stage(report, "c").path("conversion_rate").asInt()).isEqualTo(75);
        assertThat(stage(report, "d").path("conversion_rate").asInt()).isEqualTo(233);
        assertThat(stage(report, "won").path("conversion_rate").isNull()).isTrue();
        assertThat(report.at("/summary/total_deals").asInt()).isEqualTo(127);
        assertThat(stage(report, "a").has("deals")).isFalse();
    }

    private void many(JsonNode pipeline, String stage, int count) {
        ArrayNode deals = Json.array();
        for (int i = 0; i < count; i++) {
            deals.addObject()
                    .put("title", stage + i)
                    .put("contact_id", id(contact))
                    .put("pipeline_id", id(pipeline))
                    .put("stage", stage)
                    .put("value", 10);
        }
        assertThat(sales.rest("POST", "deals", deals).status()).isEqualTo(201);
    }

    @Test
    void stageThatThePipelineDoesNotKnowIsCountedLast() {
        deal("Odd", "QUALIFIED", "5");

        JsonNode report = report("");

        JsonNode odd = report.path("stages").path(7);
        assertThat(odd.path("id").asText()).isEqualTo("QUALIFIED");
        assertThat(odd.path("in_pipeline").asBoolean()).isFalse();
        assertThat(report.at("/summary/total_deals").asInt()).isEqualTo(1);
        assertThat(report.at("/summary/total_stages").asInt()).isEqualTo(7);
    }

    @Test
    void currenciesHaveSumsOfTheirOwn() {
        deal("A", "lead", "100", values -> values.put("currency", "USD"));
        deal("B", "lead", "50.5", values -> values.put("currency", "EGP"));

        JsonNode summary = report("").path("summary");

        assertThat(summary.path("currency").isNull()).isTrue();
        assertThat(summary.at("/by_currency/0/currency").asText()).isEqualTo("EGP");
        assertThat(summary.at("/by_currency/0/total_value").asText()).isEqualTo("50.5");
        assertThat(summary.at("/by_currency/1/total_value").asText()).isEqualTo("100");
    }

    @Test
    void assigneeMayBeAMemberOrNobody() {
        Sales agent = sales.join("AGENT");
        deal("Mine", "lead", "1", values -> values.put("owner_id", sales.user));
        deal("Theirs", "lead", "2", values -> values.put("owner_id", agent.user));
        deal("Nobody's", "lead", "4");

        assertThat(total("?assignee_id=all")).isEqualTo(7);
        assertThat(total("?assignee_id=" + agent.user)).isEqualTo(2);
        assertThat(total("?assignee_id=unassigned")).isEqualTo(4);
        assertThat(ask("?assignee_id=" + Ids.next()).body().path("message").asText())
                .isEqualTo("Assignee not found");
    }

    private int total(String query) {
        return report(query).at("/summary/total_value").asInt();
    }

    @Test
    void emptyPipelineHasZeros() {
        JsonNode report = report("");

        assertThat(report.path("summary").toString())
                .isEqualTo("{\"total_stages\":7,\"total_deals\":0,\"total_value\":0,\"average_deal_value\":0,"
                        + "\"currency\":null,\"by_currency\":[]}");
        assertThat(stage(report, "lead").path("conversion_rate").isNull()).isTrue();
    }

    @Test
    void spreadsheetHasDealsSummariesAndTheGrandTotal() {
        sales.rest(
                "PATCH",
                "organizations?id=eq." + sales.organization,
                Json.object().put("timezone", "Africa/Cairo"));
        deal("=HYPERLINK(\"x\")", "lead", "1000", values -> values.put("expected_close_date", "2026-12-01"));
        deal("صفقة, كبيرة", "lead", "250.75");
        deal("Won", "won", "500", values -> values.put("currency", "EGP"));
        cloud.clock().set(Instant.parse("2030-03-01T22:30:00Z"));
        sales.signInAgain();

        Answer answer = ask("?format=csv");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-type")).isEqualTo("text/csv; charset=utf-8");
        assertThat(answer.header("content-disposition"))
                .isEqualTo("attachment; filename=\"sales-report-2030-03-02.csv\"");
        assertThat(answer.raw().body()).isEqualTo("\uFEFF" + """
            Stage,Deal Title,Contact,Company,Description,Value,Expected Close Date,Probability
            New Summary,0 deals,,,,$0.00,,
            Lead,"صفقة, كبيرة",Layla,,,$250.75,,10%
            Lead,"'=HYPERLINK(""x"")",Layla,,,"$1,000.00",2026-12-01,10%
            Lead Summary,2 deals,,,,"$1,250.75",,10%
            Qualified Summary,0 deals,,,,$0.00,,
            Proposal Summary,0 deals,,,,$0.00,,
            Negotiation Summary,0 deals,,,,$0.00,,
            Won,Won,Layla,,,EGP 500.00,,100%
            Won Summary,1 deal,,,,EGP 500.00,,100%
            Lost Summary,0 deals,,,,$0.00,,
            Grand Total,3 deals,,,,"EGP 500.00 + $1,250.75",,40%
            """.replace("\n", "\r\n"));
    }

    @Test
    void agentsAndForeignersAreRefused() {
        Sales agent = sales.join("AGENT");
        JsonNode pipeline = sales.read("pipelines").path(0);
        Sales stranger = Sales.open(cloud);

        assertThat(agent.function("GET", "sales-report", null).status()).isEqualTo(403);
        assertThat(sales.outside("GET", "sales-report", null).status()).isEqualTo(401);
        Answer foreign = stranger.function("GET", "sales-report?pipeline_id=" + id(pipeline), null);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body().path("message").asText()).isEqualTo("Pipeline not found");
        assertThat(ask("?pipeline_id=x").body().path("message").asText()).isEqualTo("Invalid pipeline_id: x");
        assertThat(ask("?format=pdf").status()).isEqualTo(400);
        assertThat(sales.function("POST", "sales-report", Json.object()).status())
                .isEqualTo(405);
    }
}
