package com.connectgain.infra.bench;

import com.connectgain.infra.bench.CloudRuns.Cost;
import com.connectgain.infra.bench.CloudRuns.Findings;
import com.connectgain.infra.bench.ColdStart.Comparison;
import com.connectgain.infra.bench.ColdStart.Result;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** One run's measurements, as Markdown for people and as JSON for machines. */
record Report(
        Comparison cold,
        Optional<NodeRuntime> node,
        List<WarmRuns.Result> idle,
        Findings findings,
        DataCosts.Findings data,
        double language) {

    private static final double PLAIN_GOAL = 1.5;
    private static final double RESTORED_GOAL = 50;
    private static final double LANGUAGE_GOAL = 0.3;

    String markdown() {
        StringBuilder text = new StringBuilder();
        coldStarts(text);
        warm(text);
        costs(text);
        dataCosts(text);
        List<String> problems = problems();
        if (!problems.isEmpty()) {
            text.append("\n## Problems\n\n");
            problems.forEach(problem -> text.append("- ").append(problem).append('\n'));
        }
        return text.toString();
    }

    private void coldStarts(StringBuilder text) {
        line(
                text,
                "## Cold start: %s, %s",
                cold.request().function(),
                cold.request().title());
        line(text, "");
        line(
                text,
                "First answer of a fresh process over HTTPS, DynamoDB calls: %s. %d classes, %d of them from the JDK's"
                        + " archive.",
                String.join(", ", cold.calls()),
                cold.classes(),
                cold.archived());
        line(text, "");
        line(text, "| | median ms | least | most | processor ms | to Node.js | goal |");
        line(text, "|---|---:|---:|---:|---:|---:|---|");
        for (Result result : cold.results()) {
            line(
                    text,
                    "| %s | %.0f | %.0f | %.0f | %.0f | %s | %s |",
                    result.name(),
                    result.elapsed().median(),
                    result.elapsed().least(),
                    result.elapsed().most(),
                    result.processor().median(),
                    ratio(result)
                            .map(ratio -> String.format(Locale.ROOT, "%.2f", ratio))
                            .orElse("-"),
                    goal(result));
        }
        if (node.isEmpty()) {
            line(text, "");
            line(text, "Node.js is not measured: node, npm or its packages are not there.");
        }
    }

    private Optional<Double> ratio(Result result) {
        return cold.find(ColdStart.NODE)
                .map(base -> result.elapsed().median() / base.elapsed().median());
    }

    private String goal(Result result) {
        return switch (result.name()) {
            case ColdStart.CACHED ->
                ratio(result)
                        .map(ratio -> "at most 1.5 x Node.js: " + verdict(ratio <= PLAIN_GOAL))
                        .orElse("");
            case ColdStart.RESTORED ->
                "at most 50 ms: " + verdict(result.elapsed().median() <= RESTORED_GOAL);
            default -> "";
        };
    }

    private static String verdict(boolean met) {
        return met ? "met" : "missed";
    }

    private void warm(StringBuilder text) {
        line(text, "");
        line(text, "## Warm handler");
        line(text, "");
        line(text, "| | p50 ms | p99 ms |");
        line(text, "|---|---:|---:|");
        idle.forEach(result -> warmLine(text, result));
        findings.warm().forEach(result -> warmLine(text, result));
    }

    private static void warmLine(StringBuilder text, WarmRuns.Result result) {
        line(
                text,
                "| %s | %.3f | %.3f |",
                result.name(),
                result.elapsed().median(),
                result.elapsed().percentile(0.99));
    }

    private void costs(StringBuilder text) {
        line(text, "");
        line(text, "## DynamoDB per request");
        line(text, "");
        line(text, "| function | request | calls | read units | write units |");
        line(text, "|---|---|---:|---:|---:|");
        for (Cost cost : findings.costs()) {
            line(
                    text,
                    "| %s | %s | %d | %.1f | %.1f |",
                    cost.request().function(),
                    cost.request().title(),
                    cost.calls(),
                    cost.readUnits(),
                    cost.writeUnits());
        }
    }

    private List<String> problems() {
        return Stream.concat(findings.problems().stream(), data.problems().stream())
                .toList();
    }

    private void dataCosts(StringBuilder text) {
        line(text, "");
        line(text, "## Data API by size of the organization");
        line(text, "");
        line(text, "Loaded in %.0f s. Times are of the embedded DynamoDB and say nothing of AWS.", data.loading());
        line(text, "");
        line(text, "| request | contacts | calls | in sequence | read units | ms |");
        line(text, "|---|---:|---:|---:|---:|---:|");
        for (DataCosts.Cost cost : data.costs()) {
            line(
                    text,
                    "| %s | %,d | %d | %d | %.1f | %.1f |",
                    cost.title(),
                    cost.size(),
                    cost.calls(),
                    cost.sequential(),
                    cost.readUnits(),
                    cost.milliseconds());
        }
        line(text, "");
        line(
                text,
                "Parsing, binding and rendering the inbox list without the store: p50 %.3f ms (at most 0.3 ms: %s)",
                language,
                verdict(language <= LANGUAGE_GOAL));
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append('\n');
    }

    ObjectNode json() {
        ObjectNode all = Json.object();
        ObjectNode start = all.putObject("cold_start")
                .put("function", cold.request().function())
                .put("handler", cold.function())
                .put("request", cold.request().title())
                .put("classes", cold.classes())
                .put("classes_from_jdk_archive", cold.archived())
                .put("node_version", node.map(NodeRuntime::version).orElse(null));
        cold.calls().forEach(start.putArray("dynamodb_calls")::add);
        ArrayNode results = start.putArray("results");
        for (Result result : cold.results()) {
            ObjectNode entry = results.addObject()
                    .put("name", result.name())
                    .put("median_ms", result.elapsed().median())
                    .put("least_ms", result.elapsed().least())
                    .put("most_ms", result.elapsed().most())
                    .put("processor_ms", result.processor().median());
            ratio(result).ifPresent(ratio -> entry.put("to_node", ratio));
        }
        ArrayNode warm = all.putArray("warm");
        idle.forEach(result -> warm(warm, result, false));
        findings.warm().forEach(result -> warm(warm, result, true));
        ArrayNode costs = all.putArray("dynamodb_per_request");
        for (Cost cost : findings.costs()) {
            costs.addObject()
                    .put("function", cost.request().function())
                    .put("request", cost.request().title())
                    .put("calls", cost.calls())
                    .put("read_units", cost.readUnits())
                    .put("write_units", cost.writeUnits());
        }
        ArrayNode dataApi = all.putArray("data_api_by_size");
        for (DataCosts.Cost cost : data.costs()) {
            dataApi.addObject()
                    .put("request", cost.title())
                    .put("contacts", cost.size())
                    .put("calls", cost.calls())
                    .put("sequential_calls", cost.sequential())
                    .put("read_units", cost.readUnits())
                    .put("ms", cost.milliseconds());
        }
        all.put("language_p50_ms", language).put("loading_s", data.loading());
        problems().forEach(all.putArray("problems")::add);
        return all;
    }

    private static void warm(ArrayNode list, WarmRuns.Result result, boolean store) {
        list.addObject()
                .put("name", result.name())
                .put("with_store", store)
                .put("p50_ms", result.elapsed().median())
                .put("p99_ms", result.elapsed().percentile(0.99));
    }
}
