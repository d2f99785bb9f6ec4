package com.connectgain.functions.data.rpc;

import com.connectgain.functions.data.analytics.Ratio;
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
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/**
 * {@code get_pipeline_analytics}: the stages of a pipeline as they are now with the conversion between them, and how
 * decided deals ended. With days, the decisions are those of the days.
 */
public final class PipelineAnalytics implements Procedure {

    private static final BigDecimal SECONDS_PER_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    private final Store store;
    private final Clock clock;

    public PipelineAnalytics(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public Set<String> optional() {
        return DealQuestion.ARGUMENTS;
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode sent) {
        DealQuestion question = DealQuestion.read(store, caller, sent, clock.instant());
        PipelineBoard board = question.board();
        ObjectNode answer = question.heading(Json.object())
                .put("deal_count", board.totals().count())
                .put("total_value", board.totals().value())
                .put("average_deal_value", board.totals().averageValue());
        answer.set("by_currency", board.totals().perCurrency());
        decisions(answer, question);
        ArrayNode stages = answer.putArray("stages");
        board.columns().forEach(column -> stages.add(stage(board, column)));
        return answer;
    }

    private static void decisions(ObjectNode answer, DealQuestion question) {
        DealTotals won = new DealTotals();
        DealTotals lost = new DealTotals();
        long seconds = 0;
        for (Row deal : question.deals()) {
            if (question.isDecided(deal, "won_at")) {
                won.add(deal);
                seconds += life(deal, "won_at");
            } else if (question.isDecided(deal, "lost_at")) {
                lost.add(deal);
                seconds += life(deal, "lost_at");
            }
        }
        long decided = won.count() + lost.count();
        answer.put("won_count", won.count())
                .put("won_value", won.value())
                .put("lost_count", lost.count())
                .put("lost_value", lost.value())
                .put("win_rate", Ratio.percent(won.count(), decided, BigDecimal.ZERO))
                .put("loss_rate", Ratio.percent(lost.count(), decided, BigDecimal.ZERO))
                .put("average_duration_days", averageDays(seconds, decided));
    }

    private static long life(Row deal, String end) {
        Instant created = deal.instant("created_at").orElseThrow();
        return Math.max(
                0, Duration.between(created, deal.instant(end).orElseThrow()).toSeconds());
    }

    /** Null when nothing was decided: no duration is not a short one. */
    private static BigDecimal averageDays(long seconds, long deals) {
        return deals == 0
                ? null
                : BigDecimal.valueOf(seconds)
                        .divide(SECONDS_PER_DAY.multiply(BigDecimal.valueOf(deals)), 1, RoundingMode.HALF_UP);
    }

    private static ObjectNode stage(PipelineBoard board, PipelineBoard.Column column) {
        ObjectNode stage = Json.object()
                .put("id", column.id())
                .put("name", column.name())
                .put("color", column.color())
                .put("deal_count", column.totals().count())
                .put("total_value", column.totals().value())
                .put("average_value", column.totals().averageValue())
                .put(
                        "share",
                        Ratio.percent(column.totals().count(), board.totals().count(), BigDecimal.ZERO));
        board.conversion(column)
                .ifPresentOrElse(
                        percent -> stage.put("conversion_rate", percent), () -> stage.putNull("conversion_rate"));
        return stage;
    }
}
