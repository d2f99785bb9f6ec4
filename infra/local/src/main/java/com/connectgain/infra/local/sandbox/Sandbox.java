package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.cloud.QueueServer;
import com.connectgain.infra.local.functions.Functions;
import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.infra.local.sandbox.Faults.Fault;
import com.connectgain.infra.local.sources.Schedules;
import com.connectgain.infra.local.template.Template;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The control surface under {@code /_sandbox}, for tests, demos and developers. */
public final class Sandbox {

    public static final String PATH = "/_sandbox";

    private static final long DEFAULT_IDLE_MILLIS = 30_000;
    private static final long MOST_DELAY_MILLIS = 600_000;

    /** What the control surface controls. */
    public record Parts(
            MovableClock clock,
            CallLog calls,
            Faults faults,
            KillSwitch killSwitch,
            Providers providers,
            Functions functions,
            Schedules schedules,
            QueueServer queueServer,
            List<Template.Queue> queues,
            Idleness idleness,
            Webhooks webhooks) {}

    private final Parts parts;
    private final ProviderEndpoint endpoint;

    public Sandbox(Parts parts) {
        this.parts = parts;
        this.endpoint = new ProviderEndpoint(parts.providers(), parts.calls(), parts.faults());
    }

    public HttpAnswer handle(HttpRequest request) {
        Optional<HttpAnswer> provided = endpoint.handle(request);
        if (provided.isPresent()) {
            return provided.get();
        }
        try {
            return control(request);
        } catch (BadOrder bad) {
            return HttpAnswer.message(bad.status(), bad.getMessage());
        }
    }

    private HttpAnswer control(HttpRequest request) throws BadOrder {
        return switch (request.method() + " " + request.rawPath().substring(PATH.length())) {
            case "GET /calls" -> ok(calls(Order.query(request)));
            case "DELETE /calls" -> {
                parts.calls().forget();
                yield HttpAnswer.empty(204);
            }
            case "POST /faults" -> fault(Order.body(request));
            case "DELETE /faults" -> {
                parts.faults().forget();
                yield HttpAnswer.empty(204);
            }
            case "POST /inbound" -> inbound(Order.body(request));
            case "POST /status" -> status(Order.body(request));
            case "POST /tick" -> tick(Order.body(request));
            case "GET /idle" -> idle(Order.query(request));
            case "GET /clock" -> ok(now());
            case "POST /clock" -> moveClock(Order.body(request));
            case "DELETE /clock" -> {
                parts.clock().reset();
                yield ok(now());
            }
            case "GET /queues" -> ok(queues());
            case "POST /kill" -> kill(Order.body(request));
            case "DELETE /kill" -> {
                parts.killSwitch().forget();
                yield HttpAnswer.empty(204);
            }
            default -> HttpAnswer.message(404, "The sandbox has no " + request.method() + " " + request.rawPath());
        };
    }

    private ArrayNode calls(Order order) throws BadOrder {
        return parts.calls().list(order.text("provider", ""), order.number("since", 0));
    }

    private HttpAnswer fault(Order order) throws BadOrder {
        String provider = order.required("provider");
        String error = order.text("error", "");
        boolean ofAws = AwsErrors.SERVICES.contains(provider);
        if (ofAws && !AwsErrors.NAMES.contains(error)) {
            throw new BadOrder(400, "error must be one of " + AwsErrors.NAMES);
        }
        if (!ofAws
                && !provider.startsWith("sink:")
                && parts.providers().find(provider).isEmpty()) {
            throw new BadOrder(400, "There is no provider " + provider);
        }
        long status = ofAws ? 0 : order.number("status", -1);
        if (status != 0 && (status < 200 || status > 599)) {
            throw new BadOrder(400, "status must be 0 or between 200 and 599");
        }
        JsonNode body = order.node("body");
        Fault fault = new Fault(
                provider,
                (int) status,
                error,
                body.isMissingNode() ? Json.object() : body,
                headers(order.node("headers")),
                order.number("delay_ms", 0, 0, MOST_DELAY_MILLIS),
                (int) order.number("times", 1, 1, Integer.MAX_VALUE),
                order.text("path_contains", ""));
        parts.faults().order(fault);
        return HttpAnswer.empty(204);
    }

    private static Map<String, String> headers(JsonNode given) {
        Map<String, String> headers = new LinkedHashMap<>();
        given.properties()
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asText()));
        return headers;
    }

    private HttpAnswer inbound(Order order) throws BadOrder {
        order.required("from");
        String channel = order.required("channel");
        return parts.providers()
                .ofChannel(channel)
                .flatMap(provider -> provider.inbound(order.all(), parts.webhooks()))
                .map(Sandbox::ok)
                .orElseGet(() -> notEmulated(channel));
    }

    private HttpAnswer status(Order order) throws BadOrder {
        order.required("external_id");
        order.required("status");
        String channel = order.required("channel");
        return parts.providers()
                .ofChannel(channel)
                .flatMap(provider -> provider.status(order.all(), parts.webhooks()))
                .map(Sandbox::ok)
                .orElseGet(() -> notEmulated(channel));
    }

    private static HttpAnswer notEmulated(String channel) {
        return HttpAnswer.message(501, "No provider in this sandbox serves the channel " + channel);
    }

    private HttpAnswer tick(Order order) throws BadOrder {
        String name = order.text("schedule", "");
        List<ObjectNode> ran = parts.schedules().tick(name);
        if (ran.isEmpty() && !name.isEmpty()) {
            throw new BadOrder(404, "There is no schedule " + name);
        }
        ObjectNode answer = Json.object();
        answer.putArray("ran").addAll(ran);
        return ok(answer);
    }

    private HttpAnswer idle(Order order) throws BadOrder {
        Duration timeout = Duration.ofMillis(order.number("timeout_ms", DEFAULT_IDLE_MILLIS));
        try {
            return parts.idleness().await(timeout)
                    ? ok(Json.object().put("idle", true))
                    : HttpAnswer.json(504, Json.object().put("idle", false).set("queues", queues()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return HttpAnswer.message(503, "The local cloud is stopping");
        }
    }

    private HttpAnswer moveClock(Order order) throws BadOrder {
        try {
            String advance = order.text("advance", "");
            if (!advance.isEmpty()) {
                parts.clock().advance(Duration.parse(advance));
            } else {
                parts.clock().set(Instant.parse(order.required("set")));
            }
            return ok(now());
        } catch (DateTimeException unreadable) {
            throw new BadOrder(400, "advance takes an ISO 8601 duration, set an instant: " + unreadable.getMessage());
        }
    }

    private ObjectNode now() {
        return Json.object().put("now", parts.clock().instant().toString());
    }

    /** Work queues with their dead letters, and the dead letters of streams, which no queue stands before. */
    private ObjectNode queues() {
        ObjectNode all = Json.object();
        Set<String> counted = new HashSet<>();
        for (Template.Queue queue : parts.queues()) {
            if (!queue.deadLetters()) {
                String deadLetters = deadLettersOf(queue);
                counted.add(deadLetters);
                describe(all, queue).put("dead_letters", total(deadLetters));
            }
        }
        for (Template.Queue queue : parts.queues()) {
            if (queue.deadLetters() && !counted.contains(queue.name())) {
                describe(all, queue).put("dead_letters", total(queue.name()));
            }
        }
        return all;
    }

    private ObjectNode describe(ObjectNode all, Template.Queue queue) {
        QueueServer.Counts counts = parts.queueServer().counts(queue.name());
        return all.putObject(queue.logicalId())
                .put("name", queue.name())
                .put("visible", counts.visible())
                .put("in_flight", counts.inFlight())
                .put("delayed", counts.delayed());
    }

    private static String deadLettersOf(Template.Queue queue) {
        String policy = queue.attributes().getOrDefault("RedrivePolicy", "{}");
        String arn = Json.read(policy).path("deadLetterTargetArn").asText();
        return arn.substring(arn.lastIndexOf(':') + 1);
    }

    private int total(String queueName) {
        QueueServer.Counts counts = parts.queueServer().counts(queueName);
        return counts.visible() + counts.inFlight() + counts.delayed();
    }

    private HttpAnswer kill(Order order) throws BadOrder {
        String name = order.required("function");
        String after = order.required("after");
        if (!after.equals("provider-call") && !after.equals("write")) {
            throw new BadOrder(400, "after must be provider-call or write");
        }
        String function = parts.functions()
                .find(name)
                .orElseThrow(() -> new BadOrder(404, "There is no function " + name))
                .spec()
                .logicalId();
        if (after.equals("write")) {
            parts.killSwitch().armForWrite(function, (int) order.number("spared", 0));
        } else {
            parts.killSwitch().arm(function);
        }
        return HttpAnswer.empty(204);
    }

    private static HttpAnswer ok(JsonNode body) {
        return HttpAnswer.json(200, body);
    }
}
