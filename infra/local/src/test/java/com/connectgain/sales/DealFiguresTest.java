package com.connectgain.sales;

import static com.connectgain.sales.Sales.id;
import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.auth.Client.Answer;
import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

@ExtendWith(CloudExtension.class)
class DealFiguresTest {

    private final LocalCloud cloud;
    private final Sales sales;
    private final JsonNode contact;

    DealFiguresTest(LocalCloud cloud) {
        this.cloud = cloud;
        this.sales = Sales.open(cloud);
        this.contact = sales.contact("Layla");
    }

    @AfterEach
    void resetClock() {
        cloud.clock().reset();
    }

    private JsonNode deal(String stage, String value, Consumer<ObjectNode> more) {
        return sales.deal(contact, stage, deal -> {
            deal.put("stage", stage).put("value", new BigDecimal(value));
            more.accept(deal);
        });
    }

    private void at(String moment) {
        cloud.clock().set(Instant.parse(moment));
        sales.signInAgain();
    }

    private JsonNode figures(String procedure, ObjectNode arguments) {
        return sales.rpc(procedure, arguments).ok();
    }

    /** Deals as {@code stage:value:probability}, separated by blanks. */
    @ParameterizedTest(name = "{0}")
    @CsvFileSource(resources = "/sales/forecasts.csv", numLinesToSkip = 1)
    void forecastIsWhatIsLikelyAndWhatIsWon(
            String name, String deals, BigDecimal weighted, BigDecimal won, BigDecimal forecast, BigDecimal gap) {
        for (String deal : deals == null ? new String[0] : deals.split(" ")) {
            String[] part = deal.split(":");
            deal(part[0], part[1], values -> {
                if (part.length > 2) {
                    values.put("probability", Integer.parseInt(part[2]));
                }
            });
        }

        JsonNode answer = figures("get_deal_forecast", Json.object().put("target", 200_000));

        assertThat(answer.path("weighted_value").decimalValue()).isEqualByComparingTo(weighted);
        assertThat(answer.path("won_value").decimalValue()).isEqualByComparingTo(won);
        assertThat(answer.path("forecast").decimalValue()).isEqualByComparingTo(forecast);
        assertThat(answer.path("gap").decimalValue()).isEqualByComparingTo(gap);
    }

    @Test
    void forecastOfAQuarterHasWhatClosesInIt() {
        sales.rest(
                "PATCH",
                "organizations?id=eq." + sales.organization,
                Json.object().put("timezone", "Africa/Cairo"));
        deal("lead", "1000", values -> values.put("expected_close_date", "2030-03-31"));
        deal("lead", "2000", values -> values.put("expected_close_date", "2030-04-01"));
        deal("lead", "4000", values -> {});
        at("2030-03-31T22:30:00Z");
        // In Cairo it is April already.
        deal("won", "500", values -> {});

        JsonNode march = figures(
                "get_deal_forecast",
                Json.object().put("start_date", "2030-01-01").put("end_date", "2030-03-31"));
        JsonNode april = figures("get_deal_forecast", Json.object().put("start_date", "2030-04-01"));

        assertThat(march.path("forecast").decimalValue()).isEqualByComparingTo("100");
        assertThat(april.path("forecast").decimalValue()).isEqualByComparingTo("700");
        assertThat(april.path("target").isNull()).isTrue();
    }

    @Test
    void pipelineTellsHowDealsEnded() {
        at("2030-01-01T12:00:00Z");
        JsonNode first = deal("lead", "100", values -> {});
        JsonNode second = deal("lead", "200", values -> {});
        JsonNode third = deal("lead", "300", values -> {});
        deal("qualified", "400", values -> {});
        at("2030-01-04T12:00:00Z");
        sales.change("deals", first, Json.object().put("stage", "won"));
        at("2030-01-08T12:00:00Z");
        sales.change("deals", second, Json.object().put("stage", "Closed Won"));
        sales.change("deals", third, Json.object().put("stage", "lost"));

        JsonNode all = figures("get_pipeline_analytics", Json.object());
        JsonNode early = figures("get_pipeline_analytics", Json.object().put("end_date", "2030-01-04"));

        assertThat(all.path("win_rate").decimalValue()).isEqualByComparingTo("66.7");
        assertThat(all.path("loss_rate").decimalValue()).isEqualByComparingTo("33.3");
        // (3 + 7 + 7) / 3
        assertThat(all.path("average_duration_days").decimalValue()).isEqualByComparingTo("5.7");
        assertThat(all.path("average_deal_value").decimalValue()).isEqualByComparingTo("250");
        assertThat(all.path("won_value").decimalValue()).isEqualByComparingTo("300");
        assertThat(early.path("won_count").asInt()).isEqualTo(1);
        assertThat(early.path("win_rate").decimalValue()).isEqualByComparingTo("100");
        assertThat(early.path("average_duration_days").decimalValue()).isEqualByComparingTo("3");
    }

    @Test
    void nothingDecidedHasNoDuration() {
        JsonNode answer = figures("get_pipeline_analytics", Json.object());

        assertThat(answer.path("win_rate").decimalValue()).isEqualByComparingTo("0");
        assertThat(answer.path("average_duration_days").isNull()).isTrue();
        assertThat(answer.path("stages")).hasSize(7);
    }

    @Test
    void ownersAreMeasuredByTheirTime() {
        Sales second = sales.join("AGENT");
        Sales third = sales.join("AGENT");
        at("2031-01-01T09:00:00Z");
        JsonNode deal = deal("lead", "100", values -> values.put("owner_id", sales.user));
        at("2031-01-15T09:00:00Z");
        sales.change("deals", deal, Json.object().put("owner_id", second.user));
        at("2031-02-01T09:00:00Z");
        sales.change("deals", deal, Json.object().put("owner_id", third.user));
        at("2031-02-20T09:00:00Z");

        JsonNode answer = figures("get_deal_owner_metrics", Json.object().put("deal_id", id(deal)));
        JsonNode whole = figures("get_deal_owner_metrics", Json.object());
        JsonNode stuck = figures("get_deal_owner_metrics", Json.object().put("stuck_days", 18));

        // 14, 17 and 19 days
        assertThat(answer.path("average_days").decimalValue()).isEqualByComparingTo("16.7");
        assertThat(answer.path("history")).hasSize(3);
        assertThat(answer.at("/history/0/days").decimalValue()).isEqualByComparingTo("14");
        assertThat(answer.at("/history/1/change_reason").asText()).isEqualTo("Reassigned");
        assertThat(answer.at("/history/2/to").isNull()).isTrue();
        assertThat(answer.path("ownership_changes").asInt()).isEqualTo(2);
        assertThat(whole.path("changes_per_deal").decimalValue()).isEqualByComparingTo("2");
        assertThat(whole.path("owners")).hasSize(3);
        assertThat(whole.at("/owners/2/open_deals").asInt()).isEqualTo(1);
        assertThat(whole.at("/owners/2/share_of_open_deals").decimalValue()).isEqualByComparingTo("100");
        assertThat(whole.path("stuck_deals")).isEmpty();
        assertThat(stuck.at("/stuck_deals/0/deal_id")).isEqualTo(deal.path("id"));
        assertThat(stuck.at("/stuck_deals/0/days").decimalValue()).isEqualByComparingTo("19");
    }

    @Test
    void badQuestionsAreRefused() {
        Sales outsider = sales.join("AGENT", Json.object().put("can_access_crm", false));
        Answer foreign = Sales.open(cloud)
                .rpc(
                        "get_deal_forecast",
                        Json.object()
                                .put("pipeline_id", id(sales.read("pipelines").path(0))));

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(outsider.rpc("get_deal_forecast", Json.object()).status()).isEqualTo(403);
        assertThat(outsider.rpc("get_deal_owner_metrics", Json.object()).status())
                .isEqualTo(403);
        assertThat(refused("get_deal_forecast", Json.object().put("target", "much")))
                .isEqualTo("invalid input syntax for type numeric: \"much\"");
        assertThat(refused("get_deal_forecast", Json.object().put("start_date", "soon")))
                .isEqualTo("invalid input syntax for type date: \"soon\"");
        assertThat(refused(
                        "get_pipeline_analytics",
                        Json.object().put("start_date", "2030-02-01").put("end_date", "2030-01-01")))
                .isEqualTo("start_date must not be after end_date");
        assertThat(refused("get_deal_owner_metrics", Json.object().put("deal_id", Ids.next())))
                .isEqualTo("Deal not found");
        assertThat(refused("get_deal_owner_metrics", Json.object().put("stuck_days", 0)))
                .isEqualTo("stuck_days must be between 1 and 3650");
    }

    private String refused(String procedure, ObjectNode arguments) {
        Answer answer = sales.rpc(procedure, arguments);
        assertThat(answer.status()).isBetween(400, 404);
        return answer.body().path("message").asText();
    }
}
