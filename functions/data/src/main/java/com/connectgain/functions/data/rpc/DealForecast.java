package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sales.DealTotals;
import com.connectgain.shared.sales.PipelineBoard;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * {@code get_deal_forecast}: every open deal's value times its probability, and what was won. Lost deals do not count.
 * With days, open deals are those expected to close on them, won deals those won on them.
 */
public final class DealForecast implements Procedure {

    private final Store store;
    private final Clock clock;

    public DealForecast(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        Set<String> names = new HashSet<>(DealQuestion.ARGUMENTS);
        names.add("target");
        return names;
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode sent) {
        Optional<BigDecimal> target = new Arguments(sent, clock.instant()).decimal("target");
        DealQuestion question = DealQuestion.read(store, caller, sent, clock.instant());
        List<Row> open = new ArrayList<>();
        List<Row> won = new ArrayList<>();
        for (Row deal : question.deals()) {
            switch (deal.text("status")) {
                case "OPEN" -> addIf(isExpected(question, deal), open, deal);
                case "WON" -> addIf(question.days().isEndless() || question.isDecided(deal, "won_at"), won, deal);
                default -> {
                    // Lost.
                }
            }
        }
        return answer(question, DealTotals.of(open), DealTotals.of(won), open, target);
    }

    private static void addIf(boolean counts, List<Row> deals, Row deal) {
        if (counts) {
            deals.add(deal);
        }
    }

    private static boolean isExpected(DealQuestion question, Row deal) {
        return question.days().isEndless()
                || deal.find("expected_close_date")
                        .filter(DealForecast::isDay)
                        .map(LocalDate::parse)
                        .filter(question.days()::contains)
                        .isPresent();
    }

    /** PostgreSQL's dates may be infinite: such a deal closes on no day. */
    private static boolean isDay(String date) {
        return Character.isDigit(date.charAt(0)) && !date.endsWith("BC");
    }

    private static ObjectNode answer(
            DealQuestion question, DealTotals open, DealTotals won, List<Row> openDeals, Optional<BigDecimal> target) {
        BigDecimal forecast = open.weighted().add(won.value());
        ObjectNode answer = question.heading(Json.object())
                .put("open_deals", open.count())
                .put("open_value", open.value())
                .put("weighted_value", open.weighted())
                .put("won_deals", won.count())
                .put("won_value", won.value())
                .put("forecast", forecast)
                .put("target", target.orElse(null))
                .put("gap", target.map(wanted -> wanted.subtract(forecast)).orElse(null));
        ObjectNode currencies = answer.putObject("by_currency");
        currencies.set("open", open.perCurrency());
        currencies.set("won", won.perCurrency());
        ArrayNode stages = answer.putArray("stages");
        for (PipelineBoard.Column column :
                PipelineBoard.of(question.pipeline(), openDeals).columns()) {
            stages.addObject()
                    .put("id", column.id())
                    .put("name", column.name())
                    .put("deal_count", column.totals().count())
                    .put("total_value", column.totals().value())
                    .put("average_probability", column.totals().averageProbability())
                    .put("weighted_value", column.totals().weighted());
        }
        return answer;
    }
}
