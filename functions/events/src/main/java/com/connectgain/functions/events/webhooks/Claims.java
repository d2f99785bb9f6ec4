package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** The first attempt of each delivery, claimed: queues deliver twice, receivers shall not see it. */
final class Claims {

    /** Longer than a function may run, shorter than the queue waits before it delivers again. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    /** As long as a message can wait in the queue and its dead letters. */
    private static final Duration REMEMBERED = Duration.ofDays(18);

    private static final String STATE = "state";
    private static final String SENDING = "SENDING";

    enum Claimed {
        OURS,
        OTHERS,
        DONE
    }

    private final Operations operations;
    private final Clock clock;

    Claims(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    Claimed take(Delivery delivery) {
        Optional<ObjectNode> earlier = operations.claim(
                key(delivery),
                Json.object().put(STATE, SENDING),
                clock.instant().plus(LEASE));
        if (earlier.isEmpty()) {
            return Claimed.OURS;
        }
        return earlier.get().path(STATE).asText().equals(SENDING) ? Claimed.OTHERS : Claimed.DONE;
    }

    boolean isDone(Delivery delivery) {
        return operations
                .find(key(delivery))
                .filter(claim -> !claim.path(STATE).asText().equals(SENDING))
                .isPresent();
    }

    /** Delivered, or kept as a dead letter that has its own attempts. */
    void done(Delivery delivery) {
        operations.put(
                key(delivery), Json.object().put(STATE, "DONE"), clock.instant().plus(REMEMBERED));
    }

    private static String key(Delivery delivery) {
        return "webhook-delivery#" + delivery.id();
    }
}
