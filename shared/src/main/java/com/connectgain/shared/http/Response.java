package com.connectgain.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP answer. Immutable; {@code with} methods return a copy. */
public record Response(int status, Map<String, String> headers, byte[] body) {

    private static final String JSON_TYPE = "application/json; charset=utf-8";

    public static Response json(int status, JsonNode body) {
        return new Response(status, Map.of("Content-Type", JSON_TYPE), Json.bytes(body));
    }

    public static Response ok(JsonNode body) {
        return json(200, body);
    }

    public static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    public static Response text(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Response redirect(String location) {
        return empty(303).withHeader("Location", location);
    }

    public Response withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Response(status, Map.copyOf(all), body);
    }

    /** The same status and headers, as HEAD wants them. */
    public Response withoutBody() {
        return new Response(status, headers, new byte[0]);
    }
}
