package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many calls one endpoint may have open at a time, so that one that hangs holds up its own deliveries and nobody
 * else's. A slot is a lease: whoever dies with one gives it back in the end.
 */
final class Slots {

    private static final int OF_A_HEALTHY_ENDPOINT = 8;
    private static final int OF_A_FAILING_ENDPOINT = 2;

    /** Looking at every slot of a busy endpoint would cost more than waiting. */
    private static final int PROBES = 4;

    /** Longer than a function may run. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final Operations operations;
    private final Clock clock;

    Slots(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** A held slot; closing gives it back. */
    record Slot(Operations operations, String key) implements AutoCloseable {

        @Override
        public void close() {
            operations.release(key);
        }
    }

    Optional<Slot> take(String endpoint, boolean failing) {
        int width = failing ? OF_A_FAILING_ENDPOINT : OF_A_HEALTHY_ENDPOINT;
        int first = ThreadLocalRandom.current().nextInt(width);
        for (int probe = 0; probe < Math.min(PROBES, width); probe++) {
            String key = "webhook-slot#" + endpoint + "#" + (first + probe) % width;
            if (operations
                    .claim(key, Json.object(), clock.instant().plus(LEASE))
                    .isEmpty()) {
                return Optional.of(new Slot(operations, key));
            }
        }
        return Optional.empty();
    }
}
