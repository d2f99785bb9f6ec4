package com.connectgain.functions.events.webhooks;

import com.connectgain.functions.events.webhooks.Slots.Slot;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.queue.Queues.Outgoing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Makes the attempts of deliveries. The first comes from the queue; when it fails, the delivery becomes a dead letter,
 * which has the others. Every state is written before the message is given up, so that a crash repeats and loses nothing.
 */
final class Deliverer {

    static final String QUEUE = "DELIVERY_QUEUE";

    /** How long a letter is out for one attempt before somebody else may have it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    private static final int LONGEST_ROUND_SECONDS = 30;
    private static final Duration SHORTEST_PARKING = Duration.ofSeconds(30);
    private static final Duration LONGEST_PARKING = Duration.ofSeconds(90);

    private final Queues queues;
    private final Destinations destinations;
    private final Slots slots;
    private final Claims claims;
    private final Sender sender;
    private final DeadLetters letters;
    private final DeliveryLog log;
    private final Health health;
    private final RetrySchedule schedule =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());

    Deliverer(Kernel kernel) {
        Clock clock = kernel.clock();
        queues = kernel.queues();
        destinations = new Destinations(kernel.store(), kernel.vault());
        slots = new Slots(kernel.store().operations(), clock);
        claims = new Claims(kernel.store().operations(), clock);
        sender = new Sender(kernel.outbound(), clock);
        letters = new DeadLetters(kernel.store(), clock);
        log = new DeliveryLog(kernel.store(), clock);
        health = new Health(kernel.store(), kernel.records(), clock);
    }

    static JsonNode message(Delivery delivery, int rounds) {
        return Json.object().put("rounds", rounds).set("delivery", delivery.json());
    }

    /** @param rounds how often it found its endpoint busy */
    void first(Delivery delivery, int rounds) {
        Optional<Destination> destination = destinations.find(delivery);
        if (destination.isEmpty()) {
            return;
        }
        boolean failing = destination.get().isFailing();
        Optional<Slot> slot = slots.take(delivery.endpoint(), failing);
        if (slot.isPresent()) {
            try (Slot _ = slot.get()) {
                ifOurs(delivery, () -> attempt(destination.get(), delivery));
            }
        } else if (failing) {
            ifOurs(delivery, () -> park(delivery));
        } else {
            goRound(delivery, rounds);
        }
    }

    private void ifOurs(Delivery delivery, Runnable work) {
        switch (claims.take(delivery)) {
            case OURS -> work.run();
            case OTHERS -> throw new IllegalStateException("The delivery is being made by another message");
            case DONE -> {}
        }
    }

    private void attempt(Destination destination, Delivery delivery) {
        Attempt attempt = sender.send(destination, delivery);
        if (attempt.succeeded()) {
            claims.done(delivery);
        } else {
            Optional<Duration> wait = attempt.passing() ? schedule.after(1, attempt.asked()) : Optional.empty();
            wake(letters.keep(delivery, 1, attempt.error(), wait), wait);
            claims.done(delivery);
        }
        log.write(delivery, attempt, 1, false);
        destination.webhook().ifPresent(webhook -> health.note(webhook, attempt, 1));
    }

    private void park(Delivery delivery) {
        letters.keep(delivery, 0, null, Optional.of(parking()));
        claims.done(delivery);
    }

    /** The longer the endpoint has been busy, the longer the wait: what a heap costs does not grow with its square. */
    private void goRound(Delivery delivery, int rounds) {
        Duration wait = Duration.ofSeconds(
                1 + ThreadLocalRandom.current().nextInt(1 + Math.min(rounds, LONGEST_ROUND_SECONDS)));
        queues.sendMessages(
                QUEUE,
                List.of(Outgoing.of(message(delivery, rounds + 1)).after(wait).inGroup(delivery.endpoint())));
    }

    private static Duration parking() {
        return Duration.ofMillis(
                ThreadLocalRandom.current().nextLong(SHORTEST_PARKING.toMillis(), LONGEST_PARKING.toMillis()));
    }

    /** A waiting letter's turn has come, if it is still this one. */
    void again(JsonNode wakeUp) {
        Optional<Row> found = letters.find(
                wakeUp.path("organization_id").asText(), wakeUp.path("retry").asText());
        if (found.isEmpty() || !DeadLetters.isMeant(found.get(), wakeUp)) {
            return;
        }
        Row letter = found.get();
        int attempts = letter.get("attempts").asInt();
        Delivery delivery = DeadLetters.delivery(letter);
        Optional<Destination> destination = destinations.find(delivery);
        if (destination.isEmpty()) {
            letters.postpone(letter, attempts, "The webhook is paused or gone", Optional.empty());
            return;
        }
        Optional<Slot> slot = slots.take(delivery.endpoint(), destination.get().isFailing());
        if (slot.isEmpty()) {
            letters.postpone(letter, attempts, letter.text("last_error"), Optional.of(parking()));
            return;
        }
        try (Slot _ = slot.get()) {
            letters.take(letter, LEASE)
                    .ifPresent(taken -> attemptAgain(destination.get(), delivery, taken, attempts + 1));
        }
    }

    private void attemptAgain(Destination destination, Delivery delivery, Row letter, int number) {
        Attempt attempt = sender.send(destination, delivery);
        if (attempt.succeeded()) {
            letters.resolve(letter, number);
        } else {
            Optional<Duration> wait = attempt.passing() ? schedule.after(number, attempt.asked()) : Optional.empty();
            wake(letters.postpone(letter, number, attempt.error(), wait), wait);
        }
        log.write(delivery, attempt, number, false);
        destination.webhook().ifPresent(webhook -> health.note(webhook, attempt, number));
    }

    /** Short waits are the queue's; longer ones are found in the due index. */
    private void wake(Row letter, Optional<Duration> wait) {
        wait.filter(time -> time.compareTo(Queues.LONGEST_DELAY) <= 0)
                .ifPresent(time -> queues.sendMessages(
                        QUEUE,
                        List.of(Outgoing.of(DeadLetters.wakeUp(letter))
                                .after(Duration.ofSeconds((time.toMillis() + 999) / 1000))
                                .inGroup(endpoint(letter)))));
    }

    private static String endpoint(Row letter) {
        return letter.find("webhook_id").orElse(letter.text("channel_account_id"));
    }
}
