package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The calls that providers and sinks received, oldest first; the oldest are forgotten beyond a bound. */
public final class CallLog {

    private static final int KEPT = 50_000;

    private final Clock clock;
    private final Deque<ObjectNode> calls = new ArrayDeque<>();
    private long lastSeq;

    public CallLog(Clock clock) {
        this.clock = clock;
    }

    /** Records a call; {@code path} is what follows the provider's base URL. */
    ObjectNode record(String provider, String path, HttpRequest request) {
        ObjectNode call = Json.object();
        call.put("seq", 0L)
                .put("provider", provider)
                .put("method", request.method())
                .put("path", path);
        ObjectNode headers = call.putObject("headers");
        request.headers().forEach(header -> headers.put(header.name(), header.value()));
        call.set("body", body(request.body()));
        if (provider.startsWith("sink:")) {
            // Receivers verify signatures over what was sent, which the parsed body no longer shows.
            call.put("raw", new String(request.body(), StandardCharsets.UTF_8));
        }
        call.put("at", clock.instant().toString());
        synchronized (calls) {
            call.put("seq", ++lastSeq);
            calls.addLast(call);
            if (calls.size() > KEPT) {
                calls.removeFirst();
            }
        }
        return call;
    }

    ArrayNode list(String provider, long since) {
        List<ObjectNode> found = new ArrayList<>();
        synchronized (calls) {
            // From the newest: who asks for what is new does not pay for what is old.
            for (Iterator<ObjectNode> newest = calls.descendingIterator(); newest.hasNext(); ) {
                ObjectNode call = newest.next();
                if (call.path("seq").asLong() <= since) {
                    break;
                }
                if (provider.isEmpty() || call.path("provider").asText().equals(provider)) {
                    found.add(call);
                }
            }
        }
        return Json.array().addAll(found.reversed());
    }

    void forget() {
        synchronized (calls) {
            calls.clear();
        }
    }

    /** JSON as JSON, other text as text, anything else as {@code {"base64": ...}}. */
    private static JsonNode body(byte[] bytes) {
        if (bytes.length == 0) {
            return Json.nodes().nullNode();
        }
        try {
            return Json.parse(bytes);
        } catch (JsonProcessingException notJson) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
                return Json.nodes().textNode(text);
            } catch (CharacterCodingException binary) {
                return Json.object().put("base64", Base64.getEncoder().encodeToString(bytes));
            }
        }
    }
}
