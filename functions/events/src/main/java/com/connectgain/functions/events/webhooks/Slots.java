package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * How many calls one endpoint may have open at a time, so that one that hangs holds up its own deliveries and nobody
 * else's. One item names the open calls and when each began, and counts who found no place and waits: whoever leaves
 * learns of them.
 */
final class Slots {

    private static final int OF_A_HEALTHY_ENDPOINT = 8;
    private static final int OF_A_FAILING_ENDPOINT = 2;

    /** Longer than a function may run: a call that is open for longer belongs to a worker that died. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    private final Operations operations;
    private final Clock clock;

    Slots(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** A held slot. */
    record Slot(Operations operations, String key, String call) {

        /** Gives it back, and answers how many have come to wait since nobody waited. */
        long leave() {
            return operations.leave(key, List.of(call));
        }
    }

    /** Empty when the endpoint has as many calls open as it may. */
    Optional<Slot> take(String endpoint, boolean failing) {
        String key = key(endpoint);
        int width = failing ? OF_A_FAILING_ENDPOINT : OF_A_HEALTHY_ENDPOINT;
        while (true) {
            Instant now = clock.instant();
            String call = now.toEpochMilli() + "-" + RandomText.hex(4);
            Optional<Set<String>> open = operations.join(key, call, width, now.plus(LEASE));
            if (open.isEmpty()) {
                return Optional.of(new Slot(operations, key, call));
            }
            List<String> dead =
                    open.get().stream().filter(other -> isDead(other, now)).toList();
            if (dead.isEmpty()) {
                return Optional.empty();
            }
            operations.leave(key, dead);
        }
    }

    /** One more waits; how many, if no call is open, so that nobody will learn of it by leaving. */
    OptionalLong await(String endpoint) {
        return operations.await(key(endpoint));
    }

    /** Nobody waits any more; false when others have come since {@code waiting} were counted. */
    boolean settle(String endpoint, long waiting) {
        return operations.settle(key(endpoint), waiting);
    }

    private static String key(String endpoint) {
        return "webhook-slots#" + endpoint;
    }

    private static boolean isDead(String call, Instant now) {
        Instant began = Instant.ofEpochMilli(Long.parseLong(call.substring(0, call.indexOf('-'))));
        return began.plus(LEASE).isBefore(now);
    }
}
