package com.connectgain.shared.net;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One outbound call. Immutable; {@code with} methods return a copy.
 *
 * @param body what to send; null for none
 * @param timeout from the start to the last byte of the reply
 * @param trusted whether the address is the installation's own choice (a provider, from settings) rather than a
 *     customer's; only trusted calls may reach private networks
 * @param redirects how many redirects to follow, each checked as the first address was; 0 answers the redirect itself
 * @param maxBytes the longest reply body that is read
 * @param cutting whether a longer reply is cut there rather than refused
 */
public record HttpCall(
        String method,
        String url,
        Map<String, String> headers,
        byte[] body,
        Duration timeout,
        boolean trusted,
        int redirects,
        int maxBytes,
        boolean cutting) {

    public static final int MOST_REDIRECTS = 3;
    private static final int DEFAULT_MAX_BYTES = 8 * 1024 * 1024;
    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(15);

    public HttpCall {
        headers = Map.copyOf(headers);
        if (redirects < 0 || redirects > MOST_REDIRECTS) {
            throw new IllegalArgumentException("At most " + MOST_REDIRECTS + " redirects");
        }
    }

    public HttpCall(
            String method, String url, Map<String, String> headers, byte[] body, Duration timeout, boolean trusted) {
        this(method, url, headers, body, timeout, trusted, 0, DEFAULT_MAX_BYTES, false);
    }

    public static HttpCall get(String url) {
        return new HttpCall("GET", url, Map.of(), null, DEFAULT_TIMEOUT, false);
    }

    public static HttpCall post(String url, JsonNode json) {
        return new HttpCall(
                "POST", url, Map.of("Content-Type", "application/json"), Json.bytes(json), DEFAULT_TIMEOUT, false);
    }

    public static HttpCall postForm(String url, String form) {
        return new HttpCall(
                "POST",
                url,
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                form.getBytes(StandardCharsets.UTF_8),
                DEFAULT_TIMEOUT,
                false);
    }

    public HttpCall withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new HttpCall(method, url, all, body, timeout, trusted, redirects, maxBytes, cutting);
    }

    public HttpCall withTimeout(Duration newTimeout) {
        return new HttpCall(method, url, headers, body, newTimeout, trusted, redirects, maxBytes, cutting);
    }

    /** To an address from settings, which the guard lets pass. */
    public HttpCall toProvider() {
        return new HttpCall(method, url, headers, body, timeout, true, redirects, maxBytes, cutting);
    }

    public HttpCall following(int newRedirects) {
        return new HttpCall(method, url, headers, body, timeout, trusted, newRedirects, maxBytes, cutting);
    }

    public HttpCall readingAtMost(int bytes) {
        return new HttpCall(method, url, headers, body, timeout, trusted, redirects, bytes, cutting);
    }

    /** For replies that are only looked at: of a longer one the beginning is enough. */
    public HttpCall readingTheFirst(int bytes) {
        return new HttpCall(method, url, headers, body, timeout, trusted, redirects, bytes, true);
    }
}
