package com.connectgain.shared.sales;

import com.connectgain.shared.http.Request;
import com.connectgain.shared.input.Input;
import com.connectgain.shared.sales.PipelineDeals.Owners;
import java.util.Locale;
import java.util.Optional;

/**
 * What is asked of the report.
 *
 * @param pipeline null for the default one
 * @param listsDeals whether single deals are wanted, or sums only
 */
record ReportQuestion(String pipeline, Owners owners, boolean asCsv, boolean listsDeals) {

    static ReportQuestion of(Request request) {
        String pipeline = value(request, "pipeline_id")
                .map(text -> Input.id("pipeline_id", text))
                .orElse(null);
        String format = value(request, "format").orElse("json").toLowerCase(Locale.ROOT);
        if (!format.equals("json") && !format.equals("csv")) {
            throw Input.invalid("format", format).withDetails("json or csv");
        }
        String deals = value(request, "deals").orElse("true").toLowerCase(Locale.ROOT);
        if (!deals.equals("true") && !deals.equals("false")) {
            throw Input.invalid("deals", deals).withDetails("true or false");
        }
        return new ReportQuestion(pipeline, owners(request), format.equals("csv"), deals.equals("true"));
    }

    ReportQuestion csv() {
        return new ReportQuestion(pipeline, owners, true, listsDeals);
    }

    private static Owners owners(Request request) {
        String assignee = value(request, "assignee_id").orElse("all");
        return switch (assignee.toLowerCase(Locale.ROOT)) {
            case "all" -> new Owners.All();
            case "unassigned" -> new Owners.Nobody();
            default -> new Owners.Member(Input.id("assignee_id", assignee));
        };
    }

    private static Optional<String> value(Request request, String name) {
        return request.parameter(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
