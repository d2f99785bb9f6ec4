package com.connectgain.infra.bench;

import com.connectgain.infra.bench.CloudRuns.Cost;
import com.connectgain.infra.bench.CloudRuns.Findings;
import com.connectgain.infra.bench.ColdStart.Comparison;
import com.connectgain.infra.bench.ColdStart.Result;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** One run's measurements, as Markdown for people and as JSON for machines. */
record Report(Comparison cold, Optional<NodeRuntime> node, java.util.List<WarmRuns.Result> idle, Findings findings) {

    private static final double PLAIN_GOAL = 1.5;
    private static final double RESTORED_GOAL = 50;

    String markdown() {
        StringBuilder text = new StringBuilder();
        coldStarts(text);
        warm(text);
        costs(text);
        if (!findings.problems().isEmpty()) {
            text.append("\n## Problems\n\n");
            findings.problems()
                    .forEach(problem -> text.append("- ").append(problem).append('\n'));
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
            case ColdStart.PLAIN ->
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
        findings.problems().forEach(all.putArray("problems")::add);
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
