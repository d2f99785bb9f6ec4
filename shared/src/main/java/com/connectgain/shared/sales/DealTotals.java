package com.connectgain.shared.sales;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What some deals come to. The documented total adds all values whatever their currency; beside it every currency has a
 * sum of its own.
 */
public final class DealTotals {

    private static final int AVERAGE_DECIMALS = 2;

    private final Map<String, DealTotals> byCurrency = new TreeMap<>();
    private long count;
    private BigDecimal value = BigDecimal.ZERO;
    private BigDecimal weighted = BigDecimal.ZERO;
    private long rated;
    private long probability;

    public static DealTotals of(Iterable<Row> deals) {
        DealTotals totals = new DealTotals();
        deals.forEach(totals::add);
        return totals;
    }

    public void add(Row deal) {
        count(deal);
        String currency = deal.find("currency").orElse("");
        byCurrency.computeIfAbsent(currency, name -> new DealTotals()).count(deal);
    }

    private void count(Row deal) {
        count++;
        BigDecimal amount = value(deal);
        value = value.add(amount);
        JsonNode chance = deal.get("probability");
        if (chance.isNumber()) {
            rated++;
            probability += chance.asLong();
            weighted = weighted.add(amount.multiply(chance.decimalValue()).movePointLeft(2));
        }
    }

    public static BigDecimal value(Row deal) {
        return deal.get("value").isNumber() ? deal.get("value").decimalValue() : BigDecimal.ZERO;
    }

    public long count() {
        return count;
    }

    public BigDecimal value() {
        return plain(value);
    }

    /** Each value times its probability; a deal without one adds nothing. */
    public BigDecimal weighted() {
        return plain(weighted);
    }

    /** 0 when there are none. */
    public BigDecimal averageValue() {
        return count == 0 ? BigDecimal.ZERO : divided(value, count);
    }

    /** Of the deals that have one; 0 when none has. */
    public BigDecimal averageProbability() {
        return rated == 0 ? BigDecimal.ZERO : divided(BigDecimal.valueOf(probability), rated);
    }

    /** The currency of all of them; null when there are none or several. */
    public String currency() {
        return byCurrency.size() == 1 ? byCurrency.keySet().iterator().next() : null;
    }

    public ArrayNode perCurrency() {
        ArrayNode all = Json.array();
        byCurrency.forEach((currency, totals) -> all.addObject()
                .put("currency", currency)
                .put("deal_count", totals.count())
                .put("total_value", totals.value())
                .put("average_value", totals.averageValue())
                .put("weighted_value", totals.weighted()));
        return all;
    }

    /** The sum for people; several currencies stand side by side, since they do not add up. */
    public String formatted(String currencyOfNone) {
        if (byCurrency.isEmpty()) {
            return Money.format(BigDecimal.ZERO, currencyOfNone);
        }
        return byCurrency.entrySet().stream()
                .map(entry -> Money.format(entry.getValue().value(), entry.getKey()))
                .collect(Collectors.joining(" + "));
    }

    /** An average with at most two decimals. */
    public static BigDecimal divided(BigDecimal sum, long parts) {
        return plain(sum.divide(BigDecimal.valueOf(parts), AVERAGE_DECIMALS, RoundingMode.HALF_UP));
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
