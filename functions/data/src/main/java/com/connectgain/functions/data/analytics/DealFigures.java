package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sales.DealTotals;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The figures of sales. */
final class DealFigures {

    private DealFigures() {}

    static Figure won(Desk desk, Period period) {
        List<Row> won = decided(desk, period, "won_at").toList();
        long lost = decided(desk, period, "lost_at").count();
        ObjectNode details = money(DealTotals.of(won))
                .put("conversion_rate", Ratio.percent(won.size(), won.size() + lost, BigDecimal.ZERO));
        return Figure.compared(
                        won.size(), decided(desk, period.previous(), "won_at").count())
                .with(details);
    }

    static long wonIn(Desk desk, Period period) {
        return decided(desk, period, "won_at").count();
    }

    private static Stream<Row> decided(Desk desk, Period period, String column) {
        return deals(desk).stream()
                .filter(deal -> deal.instant(column).filter(period::contains).isPresent());
    }

    /** By stage. */
    static Figure activeLeads(Desk desk) {
        Map<String, DealTotals> stages = new TreeMap<>();
        List<Row> open = open(desk);
        open.forEach(deal -> stages.computeIfAbsent(deal.text("stage"), stage -> new DealTotals())
                .add(deal));
        ObjectNode details = money(DealTotals.of(open));
        ObjectNode byStage = details.putObject("by_stage");
        stages.forEach((stage, totals) ->
                byStage.putObject(stage).put("count", totals.count()).put("value", totals.value()));
        return Figure.of(open.size()).with(details);
    }

    static Figure active(Desk desk) {
        List<Row> open = open(desk);
        return Figure.of(open.size()).with(money(DealTotals.of(open)));
    }

    private static List<Row> open(Desk desk) {
        return deals(desk).stream()
                .filter(deal -> "OPEN".equals(deal.text("status")))
                .toList();
    }

    private static List<Row> deals(Desk desk) {
        desk.require(Permission.CAN_ACCESS_CRM);
        return desk.all("deals");
    }

    private static ObjectNode money(DealTotals totals) {
        ObjectNode details = Json.object()
                .put("total_value", totals.value())
                .put("average_value", totals.averageValue())
                .put("currency", totals.currency());
        details.set("by_currency", totals.perCurrency());
        return details;
    }

    /** Where new contacts came from. */
    static Figure leadSources(Desk desk, Period period) {
        desk.require(Permission.CAN_ACCESS_CRM);
        List<Row> contacts = desk.created("contacts", period);
        Map<String, Long> sources = new TreeMap<>();
        contacts.forEach(contact -> sources.merge(contact.find("source").orElse("unknown"), 1L, Long::sum));
        ObjectNode details = Json.object();
        ObjectNode bySource = details.putObject("by_source");
        sources.forEach(bySource::put);
        return Figure.compared(contacts.size(), desk.ledger().countCreated("contacts", period.previous()))
                .with(details);
    }
}
