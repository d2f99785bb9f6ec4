package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Where deliveries wait that found their endpoint busy: whoever is done with a call of it makes the next. */
final class WaitingRoom {

    /** Whatever waits here has a message in the queue besides, which comes sooner. */
    private static final Duration KEPT = Duration.ofHours(1);

    private final Operations operations;
    private final Clock clock;

    WaitingRoom(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    void enter(Delivery delivery) {
        operations.enqueue(
                key(delivery.endpoint()),
                delivery.timestamp() + "#" + delivery.id(),
                delivery.json(),
                clock.instant().plus(KEPT));
    }

    /** One of those that wait the longest, which leaves with it. */
    Optional<Delivery> next(String endpoint) {
        return operations.dequeue(key(endpoint)).map(Delivery::read);
    }

    private static String key(String endpoint) {
        return "webhook-waiting#" + endpoint;
    }
}
