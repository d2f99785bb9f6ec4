package com.connectgain.infra.local.gateway;

import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest.Header;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a function returned, as API Gateway reads it. */
final class FunctionAnswer {

    /** The gateway frames its answers itself; a function that sets these would break the connection. */
    private static final Set<String> FRAMING =
            Set.of("content-length", "transfer-encoding", "connection", "keep-alive");

    private FunctionAnswer() {}

    static HttpAnswer read(byte[] output) {
        JsonNode answer;
        try {
            answer = Json.parse(output);
        } catch (JsonProcessingException notJson) {
            return broken();
        }
        if (!answer.has("statusCode")) {
            return HttpAnswer.of(200, "application/json", output);
        }
        int status = answer.path("statusCode").asInt();
        if (status < 200 || status > 599) {
            return broken();
        }
        try {
            return new HttpAnswer(status, headers(answer), body(answer));
        } catch (IllegalArgumentException unusable) {
            return broken();
        }
    }

    private static List<Header> headers(JsonNode answer) {
        List<Header> headers = new ArrayList<>();
        answer.path("headers").properties().forEach(entry -> {
            String name = entry.getKey().toLowerCase(Locale.ROOT);
            if (!FRAMING.contains(name)) {
                headers.add(header(name, entry.getValue().asText()));
            }
        });
        answer.path("cookies").forEach(cookie -> headers.add(header("set-cookie", cookie.asText())));
        boolean typed = headers.stream().anyMatch(header -> header.name().equals("content-type"));
        if (!typed && !answer.path("body").asText("").isEmpty()) {
            headers.add(new Header("content-type", "text/plain;charset=UTF-8"));
        }
        return headers;
    }

    /** A line break in a header would let one answer pose as two. */
    private static Header header(String name, String value) {
        if (name.chars().anyMatch(FunctionAnswer::isControl) || value.chars().anyMatch(FunctionAnswer::isControl)) {
            throw new IllegalArgumentException(name);
        }
        return new Header(name, value);
    }

    private static boolean isControl(int sign) {
        return sign < ' ' && sign != '\t';
    }

    private static byte[] body(JsonNode answer) {
        JsonNode body = answer.path("body");
        if (answer.path("isBase64Encoded").asBoolean()) {
            return Base64.getDecoder().decode(body.asText());
        }
        String text = body.isContainerNode() ? Json.write(body) : body.asText("");
        return body.isNull() ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    }

    private static HttpAnswer broken() {
        return HttpAnswer.message(500, "Internal Server Error");
    }
}
