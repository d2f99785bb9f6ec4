package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How many calls one endpoint may have open at a time, so that one that hangs holds up its own deliveries and nobody
 * else's. One item names the open calls and when each began; a call that is open too long belongs to a worker that died.
 */
final class Slots {

    private static final int OF_A_HEALTHY_ENDPOINT = 8;
    private static final int OF_A_FAILING_ENDPOINT = 2;

    /** Longer than a function may run. */
    private static final Duration LEASE = Duration.ofSeconds(45);

    /** Where every open call is younger, the endpoint answers quickly: a place is free in a moment. */
    private static final Duration QUICK = Duration.ofMillis(500);

    /** How long a moment may be before the worker turns to other endpoints. */
    private static final Duration MOMENT = Duration.ofMillis(300);

    private static final int SHORTEST_PAUSE = 10;
    private static final int LONGEST_PAUSE = 50;

    private final Operations operations;
    private final Clock clock;

    Slots(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** A held slot; closing gives it back. */
    record Slot(Operations operations, String key, String call) implements AutoCloseable {

        @Override
        public void close() {
            operations.leave(key, List.of(call));
        }
    }

    /** Empty when the endpoint has as many calls open as it may, and is slow to answer them. */
    Optional<Slot> take(String endpoint, boolean failing) {
        String key = "webhook-slots#" + endpoint;
        int width = failing ? OF_A_FAILING_ENDPOINT : OF_A_HEALTHY_ENDPOINT;
        long end = System.nanoTime() + MOMENT.toNanos();
        while (true) {
            Instant now = clock.instant();
            String call = now.toEpochMilli() + "-" + RandomText.hex(4);
            Optional<Set<String>> open = operations.join(key, call, width, now.plus(LEASE));
            if (open.isEmpty()) {
                return Optional.of(new Slot(operations, key, call));
            }
            List<String> dead = open.get().stream()
                    .filter(other -> isOlder(other, LEASE, now))
                    .toList();
            if (!dead.isEmpty()) {
                operations.leave(key, dead);
            } else if (System.nanoTime() > end || open.get().stream().anyMatch(other -> isOlder(other, QUICK, now))) {
                return Optional.empty();
            } else {
                pause();
            }
        }
    }

    private static boolean isOlder(String call, Duration age, Instant now) {
        Instant began = Instant.ofEpochMilli(Long.parseLong(call.substring(0, call.indexOf('-'))));
        return began.plus(age).isBefore(now);
    }

    private static void pause() {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(SHORTEST_PAUSE, LONGEST_PAUSE));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
