package com.connectgain.infra.local.http;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** One answer; {@link #DROP} closes the connection without a word, as a dying server does. */
public record HttpAnswer(int status, List<HttpRequest.Header> headers, byte[] body) {

    public static final HttpAnswer DROP = new HttpAnswer(0, List.of(), new byte[0]);

    public static HttpAnswer json(int status, JsonNode body) {
        return of(status, "application/json", Json.bytes(body));
    }

    /** The shape in which API Gateway itself reports trouble. */
    public static HttpAnswer message(int status, String message) {
        return json(status, Json.object().put("message", message));
    }

    public static HttpAnswer of(int status, String contentType, byte[] body) {
        return new HttpAnswer(status, List.of(new HttpRequest.Header("content-type", contentType)), body);
    }

    public static HttpAnswer empty(int status) {
        return new HttpAnswer(status, List.of(), new byte[0]);
    }

    public HttpAnswer withHeader(String name, String value) {
        List<HttpRequest.Header> all = new ArrayList<>(headers);
        all.add(new HttpRequest.Header(name, value));
        return new HttpAnswer(status, List.copyOf(all), body);
    }
}
