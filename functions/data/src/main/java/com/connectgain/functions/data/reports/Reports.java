package com.connectgain.functions.data.reports;

import com.connectgain.functions.data.analytics.Analytics;
import com.connectgain.functions.data.rpc.Procedure;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.csv.ReportFile;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.sales.SalesReports;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The reports by name, each as a file. What narrows a report down is what does so where it is JSON. */
public final class Reports {

    private static final String SALES = "sales_report";
    private static final String ANALYTICS = "analytics_";
    private static final String PROCEDURE = "get_";

    private static final Set<String> FIGURES = Set.of("metrics", "inbox", "deals", "contacts", "performance");

    /** The procedures that report; the others change something, or serve one screen. */
    private static final Set<String> PROCEDURES = Set.of(
            "pipeline_analytics",
            "deal_forecast",
            "deal_owner_metrics",
            "sla_report",
            "task_stats",
            "project_stats",
            "tag_counts",
            "dashboard_metrics",
            "agent_workload",
            "automation_stats");

    private static final Map<String, String> OTHER_NAMES = Map.of(
            "sales", SALES,
            "forecast", "deal_forecast",
            "owner_metrics", "deal_owner_metrics",
            "dashboard", "dashboard_metrics");

    private static final Set<String> NO_ARGUMENTS =
            Set.of("entity", "format", "fields", "background", "apikey", "organizationId");

    private final Map<String, Procedure> procedures;
    private final Analytics analytics;
    private final SalesReports sales;

    public Reports(Map<String, Procedure> procedures, Analytics analytics, SalesReports sales) {
        this.procedures = procedures;
        this.analytics = analytics;
        this.sales = sales;
    }

    /** @return nothing where {@code entity} is no report */
    public Optional<Response> file(String entity, Request question, Caller caller) {
        String asked = entity.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        String name = OTHER_NAMES.getOrDefault(asked, asked);
        if (name.equals(SALES)) {
            return Optional.of(sales.file(question, caller));
        }
        if (name.startsWith(ANALYTICS) && FIGURES.contains(name.substring(ANALYTICS.length()))) {
            String report = name.substring(ANALYTICS.length());
            return Optional.of(ReportFile.of(name, analytics.report(report, question, caller)));
        }
        return Optional.of(name)
                .filter(PROCEDURES::contains)
                .map(known -> procedures.get(PROCEDURE + known))
                .map(procedure -> ReportFile.of(name, procedure.call(caller, arguments(procedure, question))));
    }

    private static ObjectNode arguments(Procedure procedure, Request question) {
        ObjectNode arguments = Json.object();
        question.parameters().stream()
                .filter(parameter -> !NO_ARGUMENTS.contains(parameter.name()))
                .forEach(parameter -> arguments.put(parameter.name(), parameter.value()));
        Set<String> named = new TreeSet<>();
        arguments.fieldNames().forEachRemaining(named::add);
        if (!procedure.takes(named)) {
            Set<String> known = new TreeSet<>(procedure.parameters());
            known.addAll(procedure.optional());
            throw Problem.badRequest("This report takes " + (known.isEmpty() ? "nothing" : String.join(", ", known)));
        }
        return arguments;
    }
}
