package com.connectgain.shared.net;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The reply to an {@link HttpCall}; header names are lower case, repeated ones joined by a comma. */
public record HttpReply(int status, Map<String, String> headers, byte[] body) {

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON; a missing node when it is something else, which providers answer when they are down. */
    public JsonNode json() {
        try {
            return Json.parse(body);
        } catch (JsonProcessingException notJson) {
            return Json.nodes().missingNode();
        }
    }
}
