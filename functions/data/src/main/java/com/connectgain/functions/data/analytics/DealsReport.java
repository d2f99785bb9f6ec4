package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The deals there are at the end of a period, and how many of those decided in it were won. */
final class DealsReport {

    private DealsReport() {}

    static ObjectNode of(Ledger ledger, Period period) {
        long active = 0;
        long won = 0;
        long lost = 0;
        BigDecimal value = BigDecimal.ZERO;
        Map<String, Long> stages = new TreeMap<>();
        for (Row deal : ledger.all("deals")) {
            if (deal.instant("created_at")
                    .filter(at -> !at.isBefore(period.end()))
                    .isPresent()) {
                continue;
            }
            stages.merge(deal.text("stage"), 1L, Long::sum);
            if ("OPEN".equals(deal.text("status"))) {
                active++;
                value = value.add(deal.get("value").decimalValue());
            }
            won += isIn(period, deal, "won_at");
            lost += isIn(period, deal, "lost_at");
        }
        ObjectNode report = Json.object()
                .put("active_deals_count", active)
                .put("pipeline_value", value)
                .put("conversion_rate", Ratio.percent(won, won + lost, BigDecimal.ZERO));
        ObjectNode distribution = report.putObject("stage_distribution");
        stages.forEach(distribution::put);
        return report;
    }

    private static int isIn(Period period, Row deal, String column) {
        return deal.instant(column).filter(period::contains).isPresent() ? 1 : 0;
    }
}
