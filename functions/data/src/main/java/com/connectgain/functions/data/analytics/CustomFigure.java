package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.run.DataApi;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** A figure that a member defined: an aggregate over the rows of a table that they may read. SQL is never run. */
final class CustomFigure {

    private static final Set<String> TABLES = Set.of(
            "contacts",
            "companies",
            "deals",
            "tasks",
            "conversations",
            "messages",
            "call_records",
            "campaigns",
            "bookings");
    private static final Set<String> THROUGH_CHANNELS = Set.of("conversations", "messages");
    private static final int DECIMALS = 4;

    private final DataApi data;
    private final Caller caller;
    private final Ledger ledger;
    private final Table table;
    private final String aggregation;
    private final Column column;
    private final String filters;

    CustomFigure(DataApi data, Caller caller, Ledger ledger, ObjectNode config) {
        this.data = data;
        this.caller = caller;
        this.ledger = ledger;
        String name = config.path("table").asText("").strip();
        if (!TABLES.contains(name)) {
            throw Problem.badRequest("Invalid table: " + shown(name))
                    .withDetails("One of "
                            + String.join(", ", TABLES.stream().sorted().toList()) + ".");
        }
        this.table = ledger.table(name);
        this.aggregation = config.path("aggregation").asText("count").strip().toLowerCase(Locale.ROOT);
        this.column = column(config.path("column").asText(config.path("field").asText("")));
        this.filters = new CustomFilters(table).query(config.path("filters"));
    }

    private Column column(String name) {
        if (aggregation.equals("count")) {
            return null;
        }
        if (!Set.of("sum", "avg", "min", "max").contains(aggregation)) {
            throw Problem.badRequest("Invalid aggregation: " + shown(aggregation))
                    .withDetails("One of count, sum, avg, min, max.");
        }
        return table.column(name)
                .filter(found -> found.type().isNumber() && !found.isHidden())
                .orElseThrow(() -> Problem.badRequest("Invalid column: " + shown(name))
                        .withDetails("A column of numbers of " + table.name() + "."));
    }

    Figure over(Period period) {
        if (period == null) {
            return Figure.of(value(null));
        }
        BigDecimal value = value(period);
        BigDecimal before = value(period.previous());
        Figure figure = Figure.of(value);
        return value == null || before == null ? figure : figure.changed(Ratio.change(value, before));
    }

    private BigDecimal value(Period period) {
        if (isPlainCount()) {
            return BigDecimal.valueOf(
                    period == null ? ledger.count(table.name()) : ledger.countCreated(table.name(), period));
        }
        String created = period == null
                ? ""
                : "&created_at=gte." + CustomFilters.encoded(period.from()) + "&created_at=lt."
                        + CustomFilters.encoded(period.to());
        String query = "select=id" + filters + created;
        ApiRequest request = ApiRequest.read(Dialect.STRICT, "GET", table.name(), query, Map.of(), new byte[0]);
        List<Row> rows = data.rows(request, caller);
        if (column == null) {
            return BigDecimal.valueOf(rows.size());
        }
        List<BigDecimal> values = rows.stream()
                .map(row -> row.get(column.name()))
                .filter(JsonNode::isNumber)
                .map(JsonNode::decimalValue)
                .toList();
        return aggregate(values);
    }

    /** The lean index knows how many rows there are, where the caller may see all of them. */
    private boolean isPlainCount() {
        return column == null
                && filters.isEmpty()
                && !THROUGH_CHANNELS.contains(table.name())
                && table.access().read().reach(caller) instanceof Rule.Reach.All;
    }

    /** As SQL has it: no rows have no average, least or greatest; their sum is shown as 0. */
    private BigDecimal aggregate(List<BigDecimal> values) {
        BigDecimal sum = values.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        return switch (aggregation) {
            case "sum" -> sum;
            case "avg" ->
                values.isEmpty()
                        ? null
                        : plain(sum.divide(BigDecimal.valueOf(values.size()), DECIMALS, RoundingMode.HALF_UP));
            case "min" -> values.stream().min(BigDecimal::compareTo).orElse(null);
            default -> values.stream().max(BigDecimal::compareTo).orElse(null);
        };
    }

    private static BigDecimal plain(BigDecimal number) {
        BigDecimal stripped = number.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    static String shown(String text) {
        return text.length() <= 64 ? text : text.substring(0, 64) + "...";
    }
}
