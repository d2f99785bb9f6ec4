package com.connectgain.shared.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One HTTP request as the gateway delivered it. Header names are lower case; the query is kept raw, because the
 * gateway's decoded map merges repeated keys.
 */
public record Request(
        String id,
        String method,
        String path,
        Map<String, String> pathParameters,
        String rawQuery,
        Map<String, String> headers,
        byte[] body,
        String sourceIp) {

    /** One decoded {@code name=value} of the query, in the order sent. */
    public record Parameter(String name, String value) {}

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).filter(value -> !value.isBlank());
    }

    public Optional<String> pathParameter(String name) {
        return Optional.ofNullable(pathParameters.get(name));
    }

    public List<Parameter> parameters() {
        List<Parameter> all = new ArrayList<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                all.add(
                        equals < 0
                                ? new Parameter(decode(pair), "")
                                : new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            }
        }
        return all;
    }

    public Optional<String> parameter(String name) {
        return parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .findFirst();
    }

    /** The body as JSON; a missing node when there is none. */
    public JsonNode json() {
        if (body.length == 0) {
            return Json.nodes().missingNode();
        }
        try {
            return Json.parse(body);
        } catch (JsonProcessingException malformed) {
            throw Problem.badRequest("Invalid JSON payload").withDetails(malformed.getOriginalMessage());
        }
    }

    /** The body as a JSON object; no body reads as an empty one. */
    public ObjectNode jsonObject() {
        JsonNode node = json();
        if (node.isMissingNode()) {
            return Json.object();
        }
        if (node instanceof ObjectNode object) {
            return object;
        }
        throw Problem.badRequest("Invalid JSON payload").withDetails("The body must be a JSON object");
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }
}
