package com.connectgain.events.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Parallel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * One endpoint that hangs delays nobody else's events, and none is lost. {@code -Dwebhooks.events=5000} makes it large.
 */
@ExtendWith(CloudExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FairnessTest {

    private static final int EVENTS = Integer.getInteger("webhooks.events", 400);
    private static final int ENDPOINTS = 20;
    private static final int HANGING = 2;
    private static final int WRITERS = 4;

    /** What a loaded machine adds to the slowest of few. */
    private static final Duration NOISE = Duration.ofMillis(EVENTS < 5000 ? 500 : 0);

    private LocalCloud cloud;
    private Hooks hooks;

    @BeforeAll
    void setUp(LocalCloud started) {
        cloud = started;
        hooks = new Hooks(cloud);
    }

    @AfterEach
    void settle() {
        hooks.settle();
    }

    private record Endpoint(String organization, String sink) {}

    /** Each in an organization of its own. */
    private List<Endpoint> endpoints() {
        return IntStream.range(0, ENDPOINTS)
                .mapToObj(number -> {
                    Endpoint endpoint = new Endpoint(Ids.next(), Hooks.newSink());
                    ObjectNode webhook =
                            Json.object().put("name", endpoint.sink()).put("url", hooks.url(endpoint.sink()));
                    webhook.putArray("events").add("contact.created");
                    cloud.kernel().records().insert(writing(endpoint), "webhook_configurations", webhook);
                    return endpoint;
                })
                .toList();
    }

    private Writing writing(Endpoint endpoint) {
        return new Writing(
                hooks.store(),
                endpoint.organization(),
                null,
                cloud.kernel().clock().instant());
    }

    private void write(List<Endpoint> endpoints, int events) {
        Parallel.map(IntStream.range(0, events).boxed().toList(), WRITERS, number -> {
            Endpoint endpoint = endpoints.get(number % endpoints.size());
            return cloud.kernel()
                    .records()
                    .insert(writing(endpoint), "contacts", Json.object().put("first_name", "n" + number));
        });
    }

    /** How long each event took from its row's creation to the receiver; every one of them came exactly once. */
    private List<Duration> latencies(List<Endpoint> endpoints, int each) {
        List<Duration> latencies = new ArrayList<>();
        for (Endpoint endpoint : endpoints) {
            List<JsonNode> calls = hooks.received(endpoint.sink(), each);
            assertThat(calls).hasSize(each);
            Set<String> ids = new HashSet<>();
            for (JsonNode call : calls) {
                ids.add(Hooks.header(call, "webhook-id"));
                Instant written = OffsetDateTime.parse(
                                call.at("/body/data/created_at").asText())
                        .toInstant();
                latencies.add(
                        Duration.between(written, Instant.parse(call.path("at").asText())));
            }
            assertThat(ids).hasSize(each);
        }
        latencies.sort(Duration::compareTo);
        return latencies;
    }

    private static Duration percentile(List<Duration> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }

    @Test
    void twoThatHangDelayNoneOfTheOtherEighteen() {
        write(endpoints(), ENDPOINTS * 2);
        hooks.idle();
        int each = EVENTS / ENDPOINTS;
        List<Endpoint> healthy = endpoints();
        write(healthy, EVENTS);
        List<Duration> alone = latencies(healthy.subList(HANGING, ENDPOINTS), each);
        List<Endpoint> mixed = endpoints();
        for (Endpoint hanging : mixed.subList(0, HANGING)) {
            hooks.sandbox(
                    "faults",
                    Json.object()
                            .put("provider", "sink:" + hanging.sink())
                            .put("status", 200)
                            .put("delay_ms", 8000)
                            .put("times", 1_000_000));
        }
        write(mixed, EVENTS);
        List<Duration> beside = latencies(mixed.subList(HANGING, ENDPOINTS), each);

        System.out.printf(
                "%d events over %d endpoints: p50 %d ms, p99 %d ms; with %d hanging: p50 %d ms, p99 %d ms%n",
                EVENTS,
                ENDPOINTS,
                percentile(alone, 50).toMillis(),
                percentile(alone, 99).toMillis(),
                HANGING,
                percentile(beside, 50).toMillis(),
                percentile(beside, 99).toMillis());
        assertThat(percentile(beside, 99))
                .isLessThanOrEqualTo(
                        percentile(alone, 99).multipliedBy(3).dividedBy(2).plus(NOISE));
    }

    @Test
    void eventArrivesSoonAfterTheWrite() {
        List<Endpoint> one = List.of(endpoints().getFirst());
        write(one, 10);
        hooks.idle();
        for (int number = 0; number < 50; number++) {
            write(one, 1);
            hooks.received(one.getFirst().sink(), 11 + number);
        }
        List<Duration> latencies = latencies(one, 60).subList(0, 60);

        System.out.printf(
                "one event at a time: p50 %d ms, p99 %d ms%n",
                percentile(latencies, 50).toMillis(), percentile(latencies, 99).toMillis());
        // A build machine that is shared may be ten times slower than an idle one.
        assertThat(percentile(latencies, 50)).isLessThan(Duration.ofSeconds(3));
    }

    @Test
    void dispatcherKilledAtRandomLosesNone() throws InterruptedException {
        int each = 5;
        List<Endpoint> endpoints = endpoints();
        AtomicBoolean done = new AtomicBoolean();
        Thread killer = Thread.startVirtualThread(() -> {
            while (!done.get()) {
                hooks.sandbox(
                        "kill",
                        Json.object().put("function", "webhook-dispatcher").put("after", "provider-call"));
                LockSupport.parkNanos(Duration.ofMillis(150).toNanos());
            }
        });
        write(endpoints, ENDPOINTS * each);
        hooks.idleWithin(Duration.ofSeconds(5));
        done.set(true);
        killer.join();

        Set<String> seen = new HashSet<>();
        for (int minutes = 0; minutes < 12 && seen.size() < ENDPOINTS * each; minutes++) {
            hooks.advance(Duration.ofSeconds(125));
            hooks.tick();
            hooks.idleWithin(Duration.ofSeconds(5));
            for (Endpoint endpoint : endpoints) {
                hooks.calls(endpoint.sink()).forEach(call -> seen.add(Hooks.header(call, "webhook-id")));
            }
        }

        assertThat(seen).hasSize(ENDPOINTS * each);
    }
}
