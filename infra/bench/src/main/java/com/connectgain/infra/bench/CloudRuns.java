package com.connectgain.infra.bench;

import com.connectgain.infra.local.LocalCloud;
import com.connectgain.infra.local.Options;
import com.connectgain.infra.local.template.FunctionSpec;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What needs DynamoDB: the cost of every typical request over HTTP, and warm times of those that can be repeated. */
final class CloudRuns {

    private static final Pattern COST = Pattern.compile("calls=(\\d+) read=([\\d.]+) write=([\\d.]+)");
    private static final int UNTIMED = 100;
    private static final int TIMED = 200;
    /** Below the documented ceiling of calls a minute, with the typical requests themselves counted in. */
    private static final int CALLS_A_MINUTE = 60;

    /** What one request took from DynamoDB. */
    record Cost(TypicalRequest request, long calls, double readUnits, double writeUnits) {}

    /** @param problems requests that were refused, and functions that have none */
    record Findings(List<Cost> costs, List<WarmRuns.Result> warm, List<String> problems) {}

    private final LocalCloud cloud;
    private final Tenant tenant;
    private final Map<String, String> values;
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> problems = new ArrayList<>();

    private CloudRuns(LocalCloud cloud) {
        this.cloud = cloud;
        this.tenant = Tenant.plant(cloud.kernel());
        this.values = new HashMap<>(tenant.values());
    }

    static Findings on(Path template) throws Exception {
        Options defaults = Options.inMemory(template);
        Options showingCosts = new Options(
                template,
                0,
                defaults.data(),
                Map.of("Stage", "local"),
                defaults.providers(),
                defaults.seed(),
                defaults.catalog());
        try (LocalCloud cloud = LocalCloud.start(showingCosts)) {
            CloudRuns runs = new CloudRuns(cloud);
            return runs.measure(TypicalRequest.all());
        }
    }

    private Findings measure(List<TypicalRequest> requests) throws Exception {
        List<Cost> costs = new ArrayList<>();
        List<WarmRuns.Result> warm = new ArrayList<>();
        for (TypicalRequest request : requests) {
            send(request.filledFrom(values), costs);
        }
        for (TypicalRequest request : requests) {
            if (request.repeatable()) {
                warm.add(repeat(request.filledFrom(values)));
            }
        }
        for (FunctionSpec function : cloud.template().functions()) {
            boolean served = function.triggers(Trigger.Route.class).findAny().isPresent();
            if (served && requests.stream().noneMatch(request -> function.isCalled(request.function()))) {
                problems.add(function.name() + ": no request in requests.json");
            }
        }
        return new Findings(costs, warm, List.copyOf(problems));
    }

    private void send(TypicalRequest request, List<Cost> costs) throws IOException, InterruptedException {
        HttpRequest.Builder call = HttpRequest.newBuilder(URI.create(cloud.url() + request.path()))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .method(
                        request.method(),
                        request.body() == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(Json.write(request.body())));
        tenant.headers(request.credential()).forEach(call::header);
        HttpResponse<String> answer = client.send(call.build(), BodyHandlers.ofString());
        if (answer.statusCode() != request.status()) {
            problems.add(
                    request.function() + ", " + request.title() + ": " + answer.statusCode() + " " + answer.body());
            return;
        }
        var body = answer.body().startsWith("{") ? Json.read(answer.body()) : MissingNode.getInstance();
        request.save().forEach((name, part) -> values.put(name, part.of(body)));
        Matcher cost =
                COST.matcher(answer.headers().firstValue("X-DynamoDB-Cost").orElse(""));
        if (cost.matches()) {
            costs.add(new Cost(
                    request,
                    Long.parseLong(cost.group(1)),
                    Double.parseDouble(cost.group(2)),
                    Double.parseDouble(cost.group(3))));
        } else {
            problems.add(request.function() + ", " + request.title() + ": the answer does not say what it cost");
        }
    }

    private WarmRuns.Result repeat(TypicalRequest request) throws IOException, ReflectiveOperationException {
        FunctionSpec function = cloud.template().functions().stream()
                .filter(spec -> spec.isCalled(request.function()))
                .findFirst()
                .orElseThrow();
        byte[] event =
                Json.bytes(request.event(tenant.headers(request.credential()), function.triggers(Trigger.Route.class)));
        int[] sent = new int[1];
        Measured elapsed = WarmRuns.time(
                WarmRuns.handler(function.className(), cloud.kernel()),
                () -> {
                    // The ceilings count by the minute, and the clock of this cloud can be moved.
                    if (sent[0]++ % CALLS_A_MINUTE == 0) {
                        cloud.clock().advance(Duration.ofMinutes(1));
                    }
                    return event;
                },
                request.status(),
                UNTIMED,
                TIMED);
        return new WarmRuns.Result(request.function() + ", " + request.title(), elapsed);
    }
}
