package com.connectgain.shared.identity;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.log.Log;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Asks for an organization's Appgain credentials. The call to the provider happens behind a queue and never carries the
 * password; whatever fails here never fails a sign-up.
 */
public final class Provisioning {

    private static final String QUEUE = "PROVISIONING_QUEUE";
    private static final Duration BETWEEN_REQUESTS = Duration.ofMinutes(15);

    private final Supplier<Queues> queues;
    private final Operations operations;
    private final Clock clock;
    private final Log log;

    Provisioning(Supplier<Queues> queues, Operations operations, Clock clock, Log log) {
        this.queues = queues;
        this.operations = operations;
        this.clock = clock;
        this.log = log;
    }

    /** At most once in a quarter of an hour: every login of an organization without a key asks again. */
    public void request(String organizationId, String userId) {
        String claim = "provisioning#" + organizationId;
        try {
            if (operations.claim(claim, clock.instant().plus(BETWEEN_REQUESTS))) {
                send(claim, organizationId, userId);
            }
        } catch (RuntimeException unavailable) {
            log.failure("provisioning was not requested", unavailable, "organization_id", organizationId);
        }
    }

    private void send(String claim, String organizationId, String userId) {
        try {
            queues.get()
                    .send(
                            QUEUE,
                            Json.object().put("organization_id", organizationId).put("user_id", userId));
        } catch (RuntimeException notSent) {
            operations.release(claim);
            throw notSent;
        }
    }
}
