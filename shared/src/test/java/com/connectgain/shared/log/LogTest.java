package com.connectgain.shared.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.log.Log.Level;
import com.connectgain.shared.store.Meter;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC);

    private final List<String> lines = new ArrayList<>();
    private final Metrics metrics = new Metrics("dev", CLOCK, lines::add);
    private final Log log = new Log(Level.INFO, CLOCK, metrics, lines::add);

    @Test
    void requestLineHoldsCostAndMetricsButNothingOfTheRequest() {
        Request request = new Request(
                "r1",
                "POST",
                "/functions/v1/rest-api-proxy/contacts/+201017177777",
                Map.of(),
                "apikey=secret",
                Map.of("x-api-key", "cg_secret"),
                "{\"phone\":\"+201017177777\"}".getBytes(StandardCharsets.UTF_8),
                "203.0.113.9");

        log.request(request, Caller.NOBODY, Response.empty(200), new Meter(), Duration.ofMillis(12));

        JsonNode line = Json.read(lines.getFirst());
        assertThat(line.path("route").asText()).isEqualTo("/functions/v1/rest-api-proxy/contacts/*");
        assertThat(line.path("duration_ms").asInt()).isEqualTo(12);
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Metrics")).hasSize(5);
        assertThat(lines.getFirst()).doesNotContain("2010171", "secret", "203.0.113");
    }

    @Test
    void failureIsTrimmedAndRedacted() {
        Exception cause = new IllegalStateException("Bearer abc for jane@example.com, +20 101 717 7777");

        log.failure("broke", new RuntimeException("outer", cause), "message_id", "m1");

        JsonNode line = Json.read(lines.getFirst());
        assertThat(line.path("message_id").asText()).isEqualTo("m1");
        assertThat(line.at("/failure/stack").size()).isLessThanOrEqualTo(12);
        assertThat(line.at("/failure/cause/class").asText()).isEqualTo(IllegalStateException.class.getName());
        assertThat(lines.getFirst()).doesNotContain("jane", "717", "Bearer abc");
    }

    @Test
    void parsersQuotationOfABodyIsLeftOut() {
        try {
            Json.read("hunter2");
        } catch (UncheckedIOException malformed) {
            log.failure("broke", malformed);
        }

        assertThat(lines.getFirst()).contains("JsonParseException").doesNotContain("hunter2");
    }

    @Test
    void linesOfAnInvocationCarryItsScope() throws Exception {
        new LogScope("TestEcho", "r1", "Root=1").run(() -> {
            log.info("hello", "id", "x");
            return null;
        });

        assertThat(Json.read(lines.getFirst()))
                .isEqualTo(Json.object()
                        .put("time", "2026-03-01T12:00:00Z")
                        .put("level", "INFO")
                        .put("message", "hello")
                        .put("function", "TestEcho")
                        .put("request_id", "r1")
                        .put("trace", "Root=1")
                        .put("id", "x"));
    }

    @Test
    void linesBelowTheThresholdAreNotWritten() {
        Log quiet = new Log(Level.WARN, CLOCK, metrics, lines::add);

        quiet.info("hello");
        quiet.warn("beware");

        assertThat(lines).hasSize(1);
    }

    @Test
    void countIsAnEmbeddedMetric() {
        metrics.count("mails", 2, Map.of("kind", "invitation"));

        JsonNode line = Json.read(lines.getFirst());
        assertThat(line.path("mails").asInt()).isEqualTo(2);
        assertThat(line.at("/_aws/CloudWatchMetrics/0/Dimensions/0"))
                .isEqualTo(Json.array().add("stage").add("kind"));
    }

    @ParameterizedTest
    @CsvSource({
        "key cg_live_abc123 was bad, key *** was bad",
        "token eyJhbGciOi.eyJzdWIi.c2ln ended, token *** ended",
        "sealed enc:v1:aa:bb here, sealed *** here",
        "call 00201017177777 now, call *** now",
        "id 0190a5c8-1111-7000-8000-000000000001 stays, id 0190a5c8-1111-7000-8000-000000000001 stays",
        "took 1234 ms, took 1234 ms",
    })
    void secretsAndPeopleAreTakenOut(String text, String expected) {
        assertThat(Redaction.of(text)).isEqualTo(expected);
    }
}
