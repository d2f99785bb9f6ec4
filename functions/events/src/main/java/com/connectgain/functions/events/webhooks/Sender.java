package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.net.HttpCall;
import com.connectgain.shared.net.HttpSender;
import com.connectgain.shared.net.OutboundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Calls an endpoint once, with the documented headers and those of Standard Webhooks. */
final class Sender {

    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final int KEPT_BYTES = 20_000;
    private static final long NANOS_OF_A_MILLI = 1_000_000;

    private final HttpSender outbound;
    private final Clock clock;

    Sender(HttpSender outbound, Clock clock) {
        this.outbound = outbound;
        this.clock = clock;
    }

    Attempt send(Destination destination, Delivery delivery) {
        byte[] body = delivery.bytes();
        HttpCall call = new HttpCall(
                        destination.method(),
                        destination.url(),
                        headers(destination, delivery, body),
                        body,
                        TIMEOUT,
                        false)
                .readingTheFirst(KEPT_BYTES);
        long started = System.nanoTime();
        try {
            return Attempt.answered(outbound.send(call), millisSince(started), clock);
        } catch (OutboundException failure) {
            return Attempt.unanswered(failure, millisSince(started));
        }
    }

    private Map<String, String> headers(Destination destination, Delivery delivery, byte[] body) {
        Instant now = clock.instant();
        Map<String, String> headers = new LinkedHashMap<>(destination.headers());
        headers.put("Content-Type", "application/json");
        headers.put("X-Webhook-Event", delivery.type());
        headers.put("X-Webhook-Timestamp", delivery.timestamp());
        headers.put("X-Webhook-Delivery", delivery.id());
        headers.put("webhook-id", delivery.event());
        headers.put("webhook-timestamp", Long.toString(now.getEpochSecond()));
        destination.secret().ifPresent(secret -> {
            headers.put("X-Webhook-Signature", Signature.documented(secret, body));
            headers.put("webhook-signature", Signature.standard(secret, delivery.event(), now, body));
        });
        return headers;
    }

    private static long millisSince(long started) {
        return (System.nanoTime() - started) / NANOS_OF_A_MILLI;
    }
}
