package com.connectgain.functions.crm.exports;

import com.connectgain.functions.crm.csv.CsvLines;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;

/**
 * The sales report as a file: stage by stage the deals and a summary, at the end the grand total. One pipeline, the
 * default one unless a filter names another; for administrators.
 */
final class SalesReport {

    private static final Comparator<Row> DEFAULT_FIRST = Comparator.comparing((Row row) -> !row.is("is_default"))
            .thenComparing(row -> row.text("created_at"));
    private static final String PIPELINE = "pipeline_id=eq.";

    private final Kernel kernel;

    SalesReport(Kernel kernel) {
        this.kernel = kernel;
    }

    private static final class Sum {
        private long deals;
        private BigDecimal value = BigDecimal.ZERO;

        private void add(JsonNode deal) {
            deals++;
            value = value.add(deal.path("value").decimalValue());
        }

        private List<String> line(String name) {
            return List.of(name, deals + (deals == 1 ? " deal" : " deals"), "", "", "", amount(value), "", "");
        }
    }

    long write(ExportOrder order, Caller caller, OutputStream out, LongPredicate goOn) {
        if (!caller.administers()) {
            throw Problem.insufficientPermissions();
        }
        Row pipeline = pipeline(order, caller.organization());
        Columns columns = Columns.of(order, kernel.store(), caller.organization());
        int width = columns.headers().size();
        CsvLines lines = CsvLines.file(out);
        lines.line(columns.headers());
        Sum total = new Sum();
        boolean[] going = {true};
        for (var stage : stages(pipeline).entrySet()) {
            Sum sum = new Sum();
            String filter = order.filters().contains(encoded(PIPELINE)) || order.filters().contains(PIPELINE)
                    ? stage.getValue()
                    : PIPELINE + pipeline.id() + "&" + stage.getValue();
            kernel.dataApi().stream(TableExport.request(order, filter), caller, chunk -> {
                for (JsonNode deal : chunk) {
                    lines.line(columns.cells(deal));
                    sum.add(deal);
                    total.add(deal);
                }
                lines.flush();
                going[0] = goOn.test(total.deals);
                return going[0];
            });
            if (!going[0]) {
                return -total.deals;
            }
            lines.line(fitting(sum.line("Summary: " + stage.getKey()), width));
        }
        lines.line(fitting(total.line("Grand total"), width));
        lines.flush();
        return total.deals;
    }

    private static List<String> fitting(List<String> line, int width) {
        List<String> cells = new ArrayList<>(line);
        while (cells.size() < width) {
            cells.add("");
        }
        return cells.subList(0, width);
    }

    private Row pipeline(ExportOrder order, String tenant) {
        List<Row> all = kernel.store().readAll(kernel.store().table("pipelines"), tenant, new AccessPath.Whole());
        return all.stream()
                .filter(row -> order.filters().contains(row.id()))
                .findFirst()
                .or(() -> all.stream().min(DEFAULT_FIRST))
                .orElseThrow(() -> Problem.badRequest("No pipeline found"));
    }

    /** The filter of each stage by its name; deals in stages that the pipeline does not have come last. */
    private static Map<String, String> stages(Row pipeline) {
        Map<String, String> filters = new LinkedHashMap<>();
        List<String> ids = new ArrayList<>();
        for (JsonNode stage : pipeline.get("stages")) {
            String id = stage.path("id").asText();
            ids.add('"' + id.replace("\\", "\\\\").replace("\"", "\\\"") + '"');
            filters.put(stage.path("name").asText(id), "stage=eq." + encoded(id));
        }
        filters.put("Other", ids.isEmpty() ? "" : "stage=not.in." + encoded("(" + String.join(",", ids) + ")"));
        return filters;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String amount(BigDecimal value) {
        return value.setScale(2, java.math.RoundingMode.HALF_UP).toPlainString();
    }
}
