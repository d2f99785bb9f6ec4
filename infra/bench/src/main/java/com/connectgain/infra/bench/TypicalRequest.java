package com.connectgain.infra.bench;

import com.connectgain.infra.local.gateway.RouteTable;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One documented request of {@code requests.json}. Later entries may use what earlier ones saved from their answers.
 *
 * @param repeatable sending it again does the same again, so its warm time can be measured
 * @param cold stands for its function in the comparison of cold starts
 * @param save names for parts of the answer: a JSON pointer, and the text that the value follows
 */
record TypicalRequest(
        String function,
        String title,
        String method,
        String path,
        Tenant.Credential credential,
        JsonNode body,
        int status,
        boolean repeatable,
        boolean cold,
        Map<String, Part> save) {

    record Part(String at, String after) {

        String of(JsonNode answer) {
            String text = answer.at(at).asText();
            return text.substring(text.indexOf(after) + after.length());
        }
    }

    static List<TypicalRequest> all() throws IOException {
        try (InputStream file = TypicalRequest.class.getResourceAsStream("requests.json")) {
            List<TypicalRequest> requests = new ArrayList<>();
            Json.read(file).forEach(entry -> requests.add(read(entry)));
            return List.copyOf(requests);
        }
    }

    private static TypicalRequest read(JsonNode entry) {
        Map<String, Part> save = new HashMap<>();
        entry.path("save")
                .properties()
                .forEach(part -> save.put(
                        part.getKey(),
                        new Part(
                                part.getValue().path("at").asText(),
                                part.getValue().path("after").asText(""))));
        return new TypicalRequest(
                entry.path("function").asText(),
                entry.path("title").asText(),
                entry.path("method").asText(),
                entry.path("path").asText(),
                Tenant.Credential.valueOf(entry.path("credential").asText().toUpperCase(Locale.ROOT)),
                entry.get("body"),
                entry.path("status").asInt(),
                entry.path("repeatable").asBoolean(),
                entry.path("cold").asBoolean(),
                Map.copyOf(save));
    }

    /** The request that stands for {@code function} at a cold start: the one marked so, or else its first. */
    static TypicalRequest coldStartOf(String function) throws IOException {
        List<TypicalRequest> own = all().stream()
                .filter(request -> request.function.equals(function))
                .toList();
        return own.stream()
                .filter(TypicalRequest::cold)
                .findFirst()
                .or(() -> own.stream().findFirst())
                .orElseThrow(() -> new IllegalArgumentException("requests.json has no request for " + function));
    }

    /** With every {@code ${name}} replaced by its value. */
    TypicalRequest filledFrom(Map<String, String> values) {
        return new TypicalRequest(
                function,
                title,
                method,
                fill(path, values),
                credential,
                body == null ? null : Json.read(fill(Json.write(body), values)),
                status,
                repeatable,
                cold,
                save);
    }

    private static String fill(String text, Map<String, String> values) {
        String filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("${" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }

    /**
     * As API Gateway hands it to the function, in payload format 2.0.
     *
     * @param served by the function that the event is for
     */
    ObjectNode event(Map<String, String> headers, Stream<Trigger.Route> served) {
        int question = path.indexOf('?');
        String rawPath = question < 0 ? path : path.substring(0, question);
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("routeKey", "$default")
                .put("rawPath", rawPath)
                .put("rawQueryString", question < 0 ? "" : path.substring(question + 1));
        served.flatMap(route -> RouteTable.parameters(route, rawPath).stream())
                .findFirst()
                .ifPresent(parameters -> parameters.forEach(event.putObject("pathParameters")::put));
        ObjectNode sent = event.putObject("headers").put("content-type", "application/json");
        headers.forEach((name, value) -> sent.put(name.toLowerCase(Locale.ROOT), value));
        ObjectNode context =
                event.putObject("requestContext").put("requestId", "bench").put("stage", "$default");
        context.putObject("http").put("method", method).put("path", rawPath).put("sourceIp", "192.0.2.1");
        if (body != null) {
            event.put("body", Json.write(body));
        }
        return event.put("isBase64Encoded", false);
    }
}
