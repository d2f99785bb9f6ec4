package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * {@code webhook_dlq}: deliveries that wait for another attempt, in the due index, and those that were given up. The
 * row's id is the delivery's, so that a delivery has one whoever comes to keep it.
 */
final class DeadLetters {

    static final String TABLE = "webhook_dlq";
    private static final String NEXT = "next_retry_at";

    private final Store store;
    private final Clock clock;

    DeadLetters(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Keeps a delivery after some attempts.
     *
     * @param wait until the next attempt; empty when there will be none
     */
    Row keep(Delivery delivery, int attempts, String error, Optional<Duration> wait) {
        String now = DateTimes.print(clock.instant());
        ObjectNode row = Json.object()
                .put("id", delivery.id())
                .put("organization_id", delivery.organization())
                .put("created_at", now)
                .put("updated_at", now)
                .put("direction", "outbound")
                .put("source_function", "webhook-dispatcher")
                .put("webhook_id", delivery.webhook())
                .put("channel_account_id", delivery.channel())
                .put("event_type", delivery.type())
                .put("body_bytes", StoredBody.pack(delivery.body()).orElseGet(() -> envelope(delivery)))
                .put("delivery_id", delivery.id())
                .put("event_id", delivery.event())
                .put("attempts", attempts)
                .put("max_attempts", RetrySchedule.ATTEMPTS)
                .put("last_error", error)
                .put("status", wait.isPresent() ? "pending" : "dead")
                .put(NEXT, wait.map(this::in).orElse(null));
        row.set("payload", DeliveryLog.payload(delivery));
        Row fresh = Row.fresh(store.table(TABLE), row);
        return switch (store.insert(fresh)) {
            case Outcome.Written written -> written.row();
            case Outcome.Exists exists ->
                find(delivery.organization(), delivery.id()).orElseThrow();
            case Outcome refused ->
                throw new IllegalStateException("Refused: " + refused.getClass().getSimpleName());
        };
    }

    /** What is sent of a body that nothing can hold: the receiver learns what happened, and reads the row. */
    private static String envelope(Delivery delivery) {
        return JavaScriptJson.write(DeliveryLog.payload(delivery));
    }

    Optional<Row> find(String organization, String id) {
        return store.find(TABLE, organization, id);
    }

    static Delivery delivery(Row letter) {
        String body = StoredBody.unpack(letter.text("body_bytes"));
        return new Delivery(
                letter.organization(),
                letter.text("webhook_id"),
                letter.text("channel_account_id"),
                letter.text("event_id"),
                letter.text("event_type"),
                Json.read(body).path("timestamp").asText(),
                body);
    }

    /** Takes a waiting letter for one attempt; empty when somebody else has it. Whoever dies with it loses it again. */
    Optional<Row> take(Row letter, Duration lease) {
        ObjectNode changes = Json.object()
                .put("status", "pending")
                .put(NEXT, in(lease))
                .put("updated_at", DateTimes.print(clock.instant()));
        return store.update(letter, changes) instanceof Outcome.Written written
                ? Optional.of(written.row())
                : Optional.empty();
    }

    /** As {@link #take}, for one that may have been given up: it then gets all its attempts again. */
    Optional<Row> revive(Row letter, Duration lease) {
        ObjectNode changes = Json.object()
                .put("status", "pending")
                .put(NEXT, in(lease))
                .put("updated_at", DateTimes.print(clock.instant()));
        if (letter.text("status").equals("dead")) {
            changes.put("attempts", 0);
        }
        return store.update(letter, changes) instanceof Outcome.Written written
                ? Optional.of(written.row())
                : Optional.empty();
    }

    /** After an attempt out of turn that failed: as it was, but for the error. */
    Row restore(Row taken, Row before, String error) {
        return change(taken, values -> {
            values.set("status", before.get("status"));
            values.set(NEXT, before.get(NEXT));
            return values.put("last_error", error);
        });
    }

    Row resolve(Row letter, int attempts) {
        return change(
                letter,
                values -> values.put("status", "resolved")
                        .put("attempts", attempts)
                        .put("resolved_at", DateTimes.print(clock.instant()))
                        .putNull(NEXT));
    }

    /** Waits for another attempt, or is given up. */
    Row postpone(Row letter, int attempts, String error, Optional<Duration> wait) {
        return change(
                letter,
                values -> values.put("status", wait.isPresent() ? "pending" : "dead")
                        .put("attempts", attempts)
                        .put("last_error", error)
                        .put(NEXT, wait.map(this::in).orElse(null)));
    }

    /** A letter that was resolved in the meantime stays so. */
    private Row change(Row letter, UnaryOperator<ObjectNode> change) {
        return store.change(letter.table(), letter.organization(), letter.id(), values -> {
                    boolean resolved = values.path("status").asText().equals("resolved");
                    values.put("updated_at", DateTimes.print(clock.instant()));
                    return resolved ? null : change.apply(values);
                })
                .orElse(letter);
    }

    /** What a wake-up call for this letter must say: one that was overtaken says something else. */
    static JsonNode wakeUp(Row letter) {
        return Json.object()
                .put("retry", letter.id())
                .put("organization_id", letter.organization())
                .put("due", letter.text(NEXT));
    }

    static boolean isMeant(Row letter, JsonNode wakeUp) {
        return letter.text("status").equals("pending")
                && wakeUp.path("due").asText().equals(letter.text(NEXT));
    }

    private String in(Duration wait) {
        Instant next = clock.instant().plus(wait);
        return DateTimes.print(next);
    }
}
