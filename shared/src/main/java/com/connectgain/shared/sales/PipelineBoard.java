package com.connectgain.shared.sales;

import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

/** The deals of one pipeline by stage, in the pipeline's order. Stages that only deals know of come last. */
public final class PipelineBoard {

    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final Comparator<Row> NEWEST_FIRST = Comparator.comparing((Row deal) -> deal.text("created_at"))
            .thenComparing(Row::id)
            .reversed();

    /** @param known whether the pipeline has the stage */
    public record Column(String id, String name, String color, boolean known, List<Row> deals, DealTotals totals) {}

    private final List<Column> columns;
    private final DealTotals totals;

    private PipelineBoard(List<Column> columns, DealTotals totals) {
        this.columns = List.copyOf(columns);
        this.totals = totals;
    }

    public static PipelineBoard of(Row pipeline, List<Row> deals) {
        Map<String, List<Row>> byStage = new TreeMap<>();
        deals.stream()
                .sorted(NEWEST_FIRST)
                .forEach(deal -> byStage.computeIfAbsent(deal.text("stage"), stage -> new ArrayList<>())
                        .add(deal));
        List<Column> columns = new ArrayList<>();
        stages(pipeline).forEach((id, stage) -> {
            List<Row> here = byStage.getOrDefault(id, List.of());
            String name = stage.path("name").asText("").isBlank()
                    ? id
                    : stage.path("name").asText();
            columns.add(new Column(id, name, stage.path("color").textValue(), true, here, DealTotals.of(here)));
            byStage.remove(id);
        });
        byStage.forEach((id, here) -> columns.add(new Column(id, id, null, false, here, DealTotals.of(here))));
        return new PipelineBoard(columns, DealTotals.of(deals));
    }

    /** By id, ordered by {@code order} where stages have one, else as they are listed. */
    private static Map<String, JsonNode> stages(Row pipeline) {
        List<JsonNode> listed = new ArrayList<>();
        pipeline.get("stages").forEach(listed::add);
        listed.sort(Comparator.comparing(stage -> stage.path("order").decimalValue()));
        Map<String, JsonNode> stages = new LinkedHashMap<>();
        for (JsonNode stage : listed) {
            String id = stage.isTextual()
                    ? stage.asText()
                    : stage.path("id").asText(stage.path("name").asText(""));
            if (!id.isEmpty()) {
                stages.putIfAbsent(id, stage);
            }
        }
        return stages;
    }

    public List<Column> columns() {
        return columns;
    }

    public DealTotals totals() {
        return totals;
    }

    public long stageCount() {
        return columns.stream().filter(Column::known).count();
    }

    /**
     * How many per cent of a stage's deals the next stage has now; more than 100 where deals stay. Closed stages lead
     * nowhere, and lost deals are no progress.
     */
    public OptionalInt conversion(Column column) {
        int place = columns.indexOf(column);
        if (!column.known() || column.deals().isEmpty() || isClosed(column)) {
            return OptionalInt.empty();
        }
        return columns.subList(place + 1, columns.size()).stream()
                .filter(next -> next.known() && !has(next, "LOST"))
                .findFirst()
                .map(next -> OptionalInt.of(BigDecimal.valueOf(next.totals().count())
                        .multiply(HUNDRED)
                        .divide(BigDecimal.valueOf(column.totals().count()), 0, RoundingMode.HALF_UP)
                        .intValueExact()))
                .orElse(OptionalInt.empty());
    }

    private static boolean isClosed(Column column) {
        return has(column, "WON") || has(column, "LOST");
    }

    /** The deals of a stage all have the status that its id means. */
    private static boolean has(Column column, String status) {
        return !column.deals().isEmpty()
                && status.equals(column.deals().getFirst().text("status"));
    }
}
