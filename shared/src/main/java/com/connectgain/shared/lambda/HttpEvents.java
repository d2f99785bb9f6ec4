package com.connectgain.shared.lambda;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** API Gateway's payload format 2.0, read as a tree: binding it to classes costs a cold start 170 ms. */
final class HttpEvents {

    private HttpEvents() {}

    static Request read(InputStream input) throws IOException {
        JsonNode event = Json.read(input);
        JsonNode context = event.path("requestContext");
        JsonNode http = context.path("http");
        String body = event.path("body").asText("");
        byte[] bytes = event.path("isBase64Encoded").asBoolean()
                ? Base64.getDecoder().decode(body)
                : body.getBytes(StandardCharsets.UTF_8);
        return new Request(
                context.path("requestId").asText(""),
                // fetch() sends patch in lower case when it is given so, and only patch.
                http.path("method").asText("").toUpperCase(Locale.ROOT),
                event.path("rawPath").asText("/"),
                strings(event.path("pathParameters")),
                event.path("rawQueryString").asText(""),
                strings(event.path("headers")),
                bytes,
                http.path("sourceIp").asText(""));
    }

    static ObjectNode write(Response response) {
        ObjectNode event = Json.object().put("statusCode", response.status());
        ObjectNode headers = event.putObject("headers");
        response.headers().forEach((name, value) -> headers.put(name, oneLine(value)));
        if (isText(response)) {
            return event.put("body", new String(response.body(), StandardCharsets.UTF_8))
                    .put("isBase64Encoded", false);
        }
        return event.put("body", Base64.getEncoder().encodeToString(response.body()))
                .put("isBase64Encoded", true);
    }

    /** A line break in a value would end the header and begin another of the sender's choice. */
    private static String oneLine(String value) {
        StringBuilder line = new StringBuilder(value.length());
        value.chars().filter(letter -> !Character.isISOControl(letter)).forEach(letter -> line.append((char) letter));
        return line.toString();
    }

    private static boolean isText(Response response) {
        String type = response.headers().getOrDefault("Content-Type", "").toLowerCase(Locale.ROOT);
        return response.body().length == 0
                || type.startsWith("text/")
                || type.startsWith("application/json")
                || type.contains("+json");
    }

    private static Map<String, String> strings(JsonNode object) {
        Map<String, String> map = new HashMap<>();
        object.properties()
                .forEach(entry -> map.put(
                        entry.getKey().toLowerCase(Locale.ROOT),
                        entry.getValue().asText()));
        return Map.copyOf(map);
    }
}
