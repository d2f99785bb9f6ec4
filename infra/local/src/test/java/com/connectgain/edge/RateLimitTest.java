package com.connectgain.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.store.Parallel;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(CloudExtension.class)
class RateLimitTest {

    private final Edge edge;
    private final String key = "cg_" + RandomText.hex(16);
    private final ProbeFunction function;

    RateLimitTest(LocalCloud cloud) {
        this.edge = new Edge(cloud);
        this.function = new ProbeFunction(
                cloud.kernel(), Endpoint.post(Credential.API_KEY), call -> Response.ok(Json.object()));
    }

    @BeforeEach
    void beginAMinute() {
        edge.cloud().clock().set(Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(Duration.ofMinutes(2)));
        edge.insert(
                "api_keys",
                Json.object()
                        .put("organization_id", Ids.next())
                        .put("key_hash", Hashes.sha256Hex(key))
                        .put("is_active", true));
    }

    @AfterEach
    void resetClock() {
        edge.cloud().clock().reset();
    }

    @Test
    void exactlyFiveHundredConcurrentCallsOfAKeyPass() {
        List<Integer> calls = IntStream.range(0, 530).boxed().toList();

        List<Response> responses = Parallel.map(calls, 48, call -> call());

        Map<Integer, Long> byStatus =
                responses.stream().collect(Collectors.groupingBy(Response::status, Collectors.counting()));
        assertThat(byStatus).isEqualTo(Map.of(200, 500L, 429, 30L));
        assertThat(responses.stream()
                        .filter(response -> response.status() == 200)
                        .map(response -> response.headers().get("X-RateLimit-Remaining"))
                        .distinct())
                .hasSize(500);
    }

    @Test
    void refusalSaysWhenToComeBack() {
        Response first = call();
        IntStream.range(0, 499).boxed().forEach(ignored -> call());
        Response refused = call();

        long reset = Long.parseLong(first.headers().get("X-RateLimit-Reset"));
        assertThat(reset % 60).isZero();
        assertThat(first.headers())
                .containsEntry("X-RateLimit-Limit", "500")
                .containsEntry("X-RateLimit-Remaining", "499");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(Edge.json(refused).path("error").asText()).isEqualTo("rate limit");
        assertThat(Edge.json(refused).path("code").asText()).isEqualTo("RATE_LIMIT_EXCEEDED");
        assertThat(refused.headers())
                .containsEntry("X-RateLimit-Remaining", "0")
                .containsEntry("X-RateLimit-Reset", Long.toString(reset));
        assertThat(Integer.parseInt(refused.headers().get("Retry-After"))).isBetween(1, 60);

        edge.cloud().clock().advance(Duration.ofMinutes(1));
        assertThat(call().status()).isEqualTo(200);
    }

    private Response call() {
        return function.answer(Edge.request("POST", Map.of("x-api-key", key)));
    }
}
