package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.functions.events.automations.Secretive;
import com.connectgain.shared.automations.RuleCheck;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.net.HttpCall;
import com.connectgain.shared.net.HttpReply;
import com.connectgain.shared.net.OutboundException;
import com.connectgain.shared.text.Interpolator;
import com.connectgain.shared.text.Variables;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Calls a system of the organization's choice. A call whose answer was lost is made again under the same
 * {@code Idempotency-Key}. Credentials come from the organization's secrets and never reach the log.
 *
 * @param isWebhook whether the event itself is what is sent
 */
record HttpRequest(boolean isWebhook) implements Action {

    private static final Set<String> OURS = Set.of("host", "content-length", "transfer-encoding", "connection");
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int LARGEST_REPLY = 1024 * 1024;
    private static final int LOGGED = 2_000;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int REQUEST_TIMEOUT = 408;

    @Override
    public Plan plan(Order order) {
        Secretive secrets = order.situation().withSecrets();
        Variables variables = ValueMap.over(secrets, order.config());
        Interpolator interpolator = new Interpolator(variables);
        String method = order.text("method").orElse("POST").toUpperCase(Locale.ROOT);
        if (!RuleCheck.METHODS.contains(method)) {
            throw new ActionFailure("Unknown method: " + method);
        }
        String url = interpolator.url(order.written(Setting.URL));
        Map<String, String> headers = headers(order, interpolator);
        byte[] body = isWebhook
                ? Json.bytes(RequestBody.envelope(order))
                : RequestBody.of(order, interpolator, method, headers);
        if (body != null && headers.keySet().stream().noneMatch("content-type"::equalsIgnoreCase)) {
            headers.put("Content-Type", "application/json");
        }
        headers.putIfAbsent("Idempotency-Key", order.id("request"));
        ObjectNode summary = Json.object().put("method", method).put("url", secrets.censored(url));
        if (body != null) {
            summary.put("body", cut(secrets.censored(new String(body, StandardCharsets.UTF_8))));
        }
        HttpCall call = new HttpCall(method, url, headers, body, PATIENCE, false).readingAtMost(LARGEST_REPLY);
        return new Plan(summary, () -> send(order, call, secrets));
    }

    private Map<String, String> headers(Order order, Interpolator interpolator) {
        Map<String, String> headers = new LinkedHashMap<>();
        RequestBody.pairs(order.config().path("headers")).properties().forEach(header -> {
            String value = interpolator
                    .text(header.getValue().asText())
                    .replaceAll("[\\r\\n]+", " ")
                    .strip();
            if (!OURS.contains(header.getKey().toLowerCase(Locale.ROOT)) && !value.isEmpty()) {
                headers.put(header.getKey().strip(), value);
            }
        });
        if (isWebhook) {
            headers.put("X-Webhook-Event", order.situation().event().type());
            headers.put("X-Webhook-Timestamp", order.situation().event().at().toString());
        }
        return headers;
    }

    private static ObjectNode send(Order order, HttpCall call, Secretive secrets) {
        HttpReply reply;
        secrets.stampUse();
        try {
            reply = order.kernel().outbound().send(call);
        } catch (OutboundException failure) {
            throw failure.reason() == OutboundException.Reason.REFUSED
                    ? new ActionFailure(failure.getMessage())
                    : ActionFailure.passing(failure.getMessage());
        }
        String text = cut(secrets.censored(reply.text()));
        if (reply.isSuccess()) {
            return Json.object().put("response_status", reply.status()).put("response_body", text);
        }
        String message = "The server answered " + reply.status() + (text.isBlank() ? "" : ": " + text);
        boolean passing =
                reply.status() >= 500 || reply.status() == TOO_MANY_REQUESTS || reply.status() == REQUEST_TIMEOUT;
        throw passing ? ActionFailure.passing(message) : new ActionFailure(message);
    }

    private static String cut(String text) {
        return text.length() <= LOGGED ? text : text.substring(0, LOGGED) + "…";
    }
}
