package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.text.Interpolator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What an HTTP request sends: an object, key and value pairs, or JSON as text, with the event merged into it. */
final class RequestBody {

    private static final Set<String> WITHOUT_BODY = Set.of("GET", "DELETE");

    private RequestBody() {}

    /** Null for a request without a body. */
    static byte[] of(Order order, Interpolator interpolator, String method, Map<String, String> headers) {
        JsonNode template = order.config().path(order.config().has("body") ? "body" : "data");
        boolean absent = template.isMissingNode()
                || template.isNull()
                || template.isTextual() && template.textValue().isBlank();
        if (absent && WITHOUT_BODY.contains(method)) {
            return null;
        }
        boolean json = headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .allMatch(header -> header.getValue().toLowerCase(Locale.ROOT).contains("json"));
        if (!json) {
            return interpolator
                    .text(template.isTextual() ? template.textValue() : Json.write(template))
                    .getBytes(StandardCharsets.UTF_8);
        }
        JsonNode body = absent ? Json.object() : rendered(template, interpolator);
        if (body instanceof ObjectNode object
                && order.config().path("merge_event_data").asBoolean(true)) {
            envelope(order).properties().forEach(field -> {
                if (!object.has(field.getKey())) {
                    object.set(field.getKey(), field.getValue());
                }
            });
        }
        return Json.bytes(body);
    }

    private static JsonNode rendered(JsonNode template, Interpolator interpolator) {
        if (!template.isTextual()) {
            return interpolator.tree(template.isArray() && isPairs(template) ? pairs(template) : template);
        }
        try {
            return Json.parse(interpolator.json(template.textValue()).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException notJson) {
            throw new ActionFailure("The body is not JSON once its variables are filled in");
        }
    }

    /** As webhooks tell of it. */
    static ObjectNode envelope(Order order) {
        Event event = order.situation().event();
        ObjectNode envelope = Json.object()
                .put("event", event.type())
                .put("timestamp", event.at().toString());
        envelope.set("data", event.data());
        return envelope;
    }

    private static boolean isPairs(JsonNode list) {
        for (JsonNode pair : list) {
            if (!pair.has("key") && !pair.has("name")) {
                return false;
            }
        }
        return !list.isEmpty();
    }

    /** {@code [{key, value}]} as the dashboard's editor has it, or an object. */
    static ObjectNode pairs(JsonNode written) {
        ObjectNode pairs = Json.object();
        if (written instanceof ObjectNode object) {
            pairs.setAll(object);
        }
        if (written.isArray()) {
            for (JsonNode pair : written) {
                String key =
                        pair.path(pair.has("key") ? "key" : "name").asText("").strip();
                if (!key.isEmpty()) {
                    pairs.set(key, pair.path("value"));
                }
            }
        }
        return pairs;
    }
}
