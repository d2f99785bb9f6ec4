package com.connectgain.shared.log;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Meter;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Numbers for CloudWatch, as embedded-metric lines: no call, no agent. Dimensions are few on purpose, for each
 * combination is billed; what a number belongs to stands beside it in the line, where Logs Insights finds it.
 */
public final class Metrics {

    private static final String NAMESPACE = "ConnectGain";
    private static final String STAGE = "stage";

    private record Metric(String name, String unit) {}

    private static final List<Metric> OF_A_REQUEST = List.of(
            new Metric("dynamo_calls", "Count"),
            new Metric("dynamo_read_units", "Count"),
            new Metric("dynamo_write_units", "Count"),
            new Metric("duration_ms", "Milliseconds"),
            new Metric("server_errors", "Count"));

    private final String stage;
    private final Clock clock;
    private final Consumer<String> lines;

    /** @param lines where metric lines go; locally nobody reads them */
    public Metrics(String stage, Clock clock, Consumer<String> lines) {
        this.stage = stage;
        this.clock = clock;
        this.lines = lines;
    }

    public void count(String name, double value, Map<String, String> dimensions) {
        ObjectNode line = Json.object();
        Map<String, String> sorted = new TreeMap<>(dimensions);
        sorted.forEach(line::put);
        line.put(name, value);
        envelop(line, List.copyOf(sorted.keySet()), List.of(new Metric(name, "Count")));
        lines.accept(Json.write(line));
    }

    /** Adds the cost of a request to its log line, which has its duration already. */
    void describeRequest(ObjectNode line, int status, Meter meter) {
        line.put("dynamo_calls", meter.calls())
                .put("dynamo_read_units", meter.readUnits())
                .put("dynamo_write_units", meter.writeUnits())
                .put("server_errors", status >= 500 ? 1 : 0);
        envelop(line, List.of(), OF_A_REQUEST);
    }

    private void envelop(ObjectNode line, List<String> dimensions, List<Metric> metrics) {
        line.put(STAGE, stage);
        ObjectNode envelope = line.putObject("_aws").put("Timestamp", clock.millis());
        ObjectNode directive =
                envelope.putArray("CloudWatchMetrics").addObject().put("Namespace", NAMESPACE);
        ArrayNode names = directive.putArray("Dimensions").addArray().add(STAGE);
        dimensions.forEach(names::add);
        ArrayNode definitions = directive.putArray("Metrics");
        metrics.forEach(
                metric -> definitions.addObject().put("Name", metric.name()).put("Unit", metric.unit()));
    }
}
