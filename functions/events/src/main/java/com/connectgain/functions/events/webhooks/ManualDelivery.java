package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.queue.Queues.Outgoing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Deliveries that a person asks for: a test, one failed delivery again, or all failed ones of some time. */
public final class ManualDelivery {

    private static final Duration LEASE = Duration.ofMinutes(2);

    /** A redriven letter whose message is lost becomes due by itself. */
    private static final Duration OUT = Duration.ofMinutes(5);

    private static final int MOST_LETTERS = 1000;
    private static final int PAGE = 200;

    private final Store store;
    private final Queues queues;
    private final Clock clock;
    private final Destinations destinations;
    private final Sender sender;
    private final DeadLetters letters;
    private final DeliveryLog log;
    private final Health health;

    public ManualDelivery(Kernel kernel) {
        store = kernel.store();
        queues = kernel.queues();
        clock = kernel.clock();
        destinations = new Destinations(store, kernel.vault());
        sender = new Sender(kernel.outbound(), clock);
        letters = new DeadLetters(store, clock);
        log = new DeliveryLog(store, clock);
        health = new Health(store, kernel.records(), clock);
    }

    /** Which failed deliveries to make again; absent bounds do not bound. */
    public record Range(Optional<Instant> from, Optional<Instant> to, Optional<String> webhook) {

        private boolean holds(Row letter) {
            Instant created = letter.instant("created_at").orElseThrow();
            return from.filter(created::isBefore).isEmpty()
                    && to.filter(created::isAfter).isEmpty()
                    && webhook.filter(id -> !id.equals(letter.text("webhook_id")))
                            .isEmpty();
        }
    }

    /** Sends a test event, to a paused webhook too; it never becomes a dead letter. */
    public ObjectNode test(String organization, String webhookId) {
        Row webhook = webhook(organization, webhookId);
        Delivery delivery = TestEvent.of(webhook, clock.instant());
        Attempt attempt = sender.send(destinations.of(webhook), delivery);
        return answer(attempt, log.write(delivery, attempt, 1, true));
    }

    public ObjectNode again(String organization, String logId) {
        Row earlier = store.find("webhook_logs", organization, logId)
                .orElseThrow(() -> Problem.notFound("Delivery log not found"));
        Optional<Row> letter = earlier.find("delivery_id").flatMap(id -> letters.find(organization, id));
        boolean resolved =
                letter.filter(kept -> kept.text("status").equals("resolved")).isPresent();
        if (earlier.text("status").equals("success") || resolved) {
            throw Problem.badRequest("Delivery already succeeded");
        }
        return letter.isPresent() ? ofLetter(letter.get()) : ofLog(earlier);
    }

    /** @param id that of the dead letter, of its log rows and of the header X-Webhook-Delivery */
    public ObjectNode againByDelivery(String organization, String id) {
        Row letter = letters.find(organization, id).orElseThrow(() -> Problem.notFound("Dead letter not found"));
        if (letter.text("status").equals("resolved")) {
            throw Problem.badRequest("Delivery already succeeded");
        }
        return ofLetter(letter);
    }

    private ObjectNode ofLetter(Row letter) {
        Delivery delivery = DeadLetters.delivery(letter);
        Destination destination = destination(delivery);
        Row taken = letters.take(letter, LEASE)
                .orElseThrow(() -> Problem.conflict("The delivery is being made at this moment"));
        int number = letter.get("attempts").asInt() + 1;
        Attempt attempt = sender.send(destination, delivery);
        if (attempt.succeeded()) {
            letters.resolve(taken, number);
        } else {
            letters.restore(taken, letter, attempt.error());
        }
        destination.webhook().ifPresent(webhook -> health.note(webhook, attempt, number));
        return answer(attempt, log.write(delivery, attempt, number, false));
    }

    /** Tests, and deliveries whose letter is gone, are made of what the log kept. */
    private ObjectNode ofLog(Row earlier) {
        if (earlier.get("payload").at("/data/omitted").asBoolean()
                || earlier.get("payload").isNull()) {
            throw Problem.badRequest("The payload of this delivery is not kept");
        }
        Delivery delivery = new Delivery(
                earlier.organization(),
                earlier.text("webhook_id"),
                null,
                earlier.text("event_id"),
                earlier.text("event_type"),
                earlier.get("payload").path("timestamp").asText(),
                JavaScriptJson.write(earlier.get("payload")));
        Attempt attempt = sender.send(destination(delivery), delivery);
        int number = earlier.get("attempt").asInt() + 1;
        return answer(attempt, log.write(delivery, attempt, number, earlier.is("is_test")));
    }

    private Destination destination(Delivery delivery) {
        if (delivery.webhook() != null) {
            return destinations.of(webhook(delivery.organization(), delivery.webhook()));
        }
        return destinations.find(delivery).orElseThrow(() -> Problem.notFound("Webhook not found"));
    }

    private Row webhook(String organization, String id) {
        return destinations.webhook(organization, id).orElseThrow(() -> Problem.notFound("Webhook not found"));
    }

    private static ObjectNode answer(Attempt attempt, Row logged) {
        ObjectNode answer = Json.object().put("success", attempt.succeeded());
        if (attempt.status() > 0) {
            answer.put("status_code", attempt.status());
        } else {
            answer.putNull("status_code");
        }
        return answer.put("response_body", attempt.answer())
                .put("duration_ms", attempt.millis())
                .put("error", attempt.error())
                .put("log_id", logged.id());
    }

    /** Puts the failed deliveries of the range on the queue; so many at a time, oldest first. */
    public ObjectNode again(String organization, Range range) {
        List<Row> found = new ArrayList<>();
        for (String status : List.of("dead", "pending")) {
            collect(organization, status, range, found);
        }
        List<Outgoing> messages = new ArrayList<>();
        for (Row letter : found) {
            letters.revive(letter, OUT)
                    .map(DeadLetters::wakeUp)
                    .map(Outgoing::of)
                    .ifPresent(messages::add);
        }
        queues.sendMessages(Deliverer.QUEUE, messages);
        return Json.object()
                .put("success", true)
                .put("queued", messages.size())
                .put("has_more", found.size() == MOST_LETTERS);
    }

    private void collect(String organization, String status, Range range, List<Row> found) {
        var table = store.table(DeadLetters.TABLE);
        Slice slice = Slice.of(new AccessPath.Equal("status", status), PAGE);
        Page page = store.read(table, organization, slice);
        while (true) {
            page.rows().stream()
                    .filter(letter -> letter.text("status").equals(status) && range.holds(letter))
                    .limit(MOST_LETTERS - found.size())
                    .forEach(found::add);
            if (page.isLast() || found.size() == MOST_LETTERS) {
                return;
            }
            page = store.read(table, organization, slice.startingAfter(page.next()));
        }
    }
}
