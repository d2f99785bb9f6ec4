package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;

/**
 * {@code webhook_logs}: one row per attempt. Written to the store itself: an attempt is logged although its webhook was
 * deleted while it was made.
 */
final class DeliveryLog {

    /** Longer payloads are named here, not repeated: a row holds 400 KB, answer included. */
    private static final int LONGEST_PAYLOAD = 100 * 1024;

    private final Store store;
    private final Clock clock;

    DeliveryLog(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    Row write(Delivery delivery, Attempt attempt, int number, boolean test) {
        Instant now = clock.instant();
        String timestamp = DateTimes.print(now);
        ObjectNode log = Json.object()
                .put("id", Ids.at(now.toEpochMilli()))
                .put("organization_id", delivery.organization())
                .put("created_at", timestamp)
                .put("updated_at", timestamp)
                .put("webhook_id", delivery.webhook())
                .put("event_type", delivery.type())
                .put("status", attempt.succeeded() ? "success" : "failed")
                .put("response_body", attempt.answer())
                .put("error_message", attempt.error())
                .put("attempt", number)
                .put("duration_ms", attempt.millis())
                .put("is_test", test)
                .put("delivery_id", delivery.id())
                .put("event_id", delivery.event());
        if (attempt.status() > 0) {
            log.put("response_status_code", attempt.status());
        }
        log.set("payload", payload(delivery));
        return store.insert(Row.fresh(store.table("webhook_logs"), log)).row();
    }

    /** The body as a document; one that is too long keeps its envelope and says so. */
    static JsonNode payload(Delivery delivery) {
        if (delivery.body().length() <= LONGEST_PAYLOAD) {
            return Json.read(delivery.body());
        }
        ObjectNode envelope = Json.object().put("event", delivery.type()).put("timestamp", delivery.timestamp());
        envelope.putObject("data").put("omitted", true).put("bytes", delivery.bytes().length);
        return envelope;
    }
}
