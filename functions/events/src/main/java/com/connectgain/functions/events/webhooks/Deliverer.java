package com.connectgain.functions.events.webhooks;

import com.connectgain.functions.events.webhooks.Claims.Claimed;
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
import java.util.function.BooleanSupplier;

/**
 * Makes the attempts of deliveries. The first comes from the queue; when it fails, the delivery becomes a dead letter,
 * which has the others. Every state is written before the message is given up, so that a crash repeats and loses nothing.
 */
final class Deliverer {

    static final String QUEUE = "DELIVERY_QUEUE";

    /** How long a letter is out for one attempt before somebody else may have it. */
    private static final Duration LEASE = Duration.ofMinutes(2);

    /** When the message of a delivery that waits for its endpoint comes again, should nobody have made it. */
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(60);

    private static final Duration LONGEST_ROUND = Duration.ofSeconds(120);
    private static final int MOST_ROUNDS = 7;

    private static final Duration SHORTEST_PARKING = Duration.ofSeconds(30);
    private static final Duration LONGEST_PARKING = Duration.ofSeconds(90);

    /** With one more call, which may hang, shorter than the function may run. */
    private static final Duration LONGEST_SERVICE = Duration.ofSeconds(8);

    private final Queues queues;
    private final Destinations destinations;
    private final Slots slots;
    private final WaitingRoom room;
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
        room = new WaitingRoom(kernel.store().operations(), clock);
        claims = new Claims(kernel.store().operations(), clock);
        sender = new Sender(kernel.outbound(), clock);
        letters = new DeadLetters(kernel.store(), clock);
        log = new DeliveryLog(kernel.store(), clock);
        health = new Health(kernel.store(), kernel.records(), clock);
    }

    static JsonNode message(Delivery delivery, int rounds) {
        return Json.object().put("rounds", rounds).set("delivery", delivery.json());
    }

    /** @param rounds how often its message came after it had begun to wait */
    void first(Delivery delivery, int rounds) {
        long end = endOfService();
        if (rounds > 0 && claims.isDone(delivery)) {
            return;
        }
        Optional<Destination> destination = destinations.find(delivery);
        if (destination.isEmpty()) {
            return;
        }
        boolean failing = destination.get().isFailing();
        Optional<Slot> slot = slots.take(delivery.endpoint(), failing);
        if (slot.isPresent()) {
            hold(slot.get(), delivery.endpoint(), end, () -> make(delivery, destination.get()));
        } else if (failing) {
            park(delivery);
        } else {
            await(delivery, rounds, end);
        }
    }

    /** Does something with a slot and then, if the endpoint answered, makes what waits for one. */
    private void hold(Slot slot, String endpoint, long end, BooleanSupplier work) {
        boolean answered = false;
        long waiting;
        try {
            answered = work.getAsBoolean();
        } finally {
            waiting = slot.leave();
        }
        if (answered && waiting > 0) {
            serve(endpoint, waiting, end);
        }
    }

    private boolean make(Delivery delivery, Destination destination) {
        return switch (claims.take(delivery)) {
            case OURS -> attempt(destination, delivery);
            case DONE -> true;
            case OTHERS -> throw made(delivery);
        };
    }

    private static IllegalStateException made(Delivery delivery) {
        return new IllegalStateException("Another message makes the delivery " + delivery.id());
    }

    private boolean attempt(Destination destination, Delivery delivery) {
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
        return attempt.succeeded();
    }

    private void park(Delivery delivery) {
        switch (claims.take(delivery)) {
            case OURS -> {
                letters.keep(delivery, 0, null, Optional.of(random(SHORTEST_PARKING, LONGEST_PARKING)));
                claims.done(delivery);
            }
            case DONE -> {}
            case OTHERS -> throw made(delivery);
        }
    }

    /** Until whoever calls the endpoint is done with that; the message stays, should they die. */
    private void await(Delivery delivery, int rounds, long end) {
        Duration round = random(SHORTEST_ROUND, LONGEST_ROUND).multipliedBy(Math.min(rounds + 1, MOST_ROUNDS));
        send(message(delivery, rounds + 1), delivery.endpoint(), round);
        room.enter(delivery);
        slots.await(delivery.endpoint()).ifPresent(waiting -> serve(delivery.endpoint(), waiting, end));
    }

    /** @param waiting how many had come to wait for the endpoint before we look */
    void serve(String endpoint, long waiting) {
        serve(endpoint, waiting, endOfService());
    }

    /**
     * Makes the deliveries that wait for an endpoint, one after another, while it answers. Where it has all its calls
     * open, those who made them will learn of these deliveries.
     */
    private void serve(String endpoint, long waiting, long end) {
        long known = waiting;
        while (known > 0 && System.nanoTime() < end) {
            Optional<Slot> slot = slots.take(endpoint, false);
            if (slot.isEmpty()) {
                return;
            }
            boolean answers = true;
            boolean emptied = false;
            long now;
            try {
                while (answers && !emptied && System.nanoTime() < end) {
                    Optional<Delivery> next = room.next(endpoint);
                    emptied = next.isEmpty();
                    answers = next.map(this::makeNext).orElse(true);
                }
            } finally {
                now = slot.get().leave();
            }
            if (!answers || emptied && slots.settle(endpoint, known)) {
                return;
            }
            known = now;
        }
        if (known > 0) {
            send(Json.object().put("serve", endpoint).put("waiting", known), endpoint, Duration.ZERO);
        }
    }

    private static long endOfService() {
        return System.nanoTime() + LONGEST_SERVICE.toNanos();
    }

    private boolean makeNext(Delivery delivery) {
        Optional<Destination> destination = destinations.find(delivery);
        return destination.isEmpty() || claims.take(delivery) != Claimed.OURS || attempt(destination.get(), delivery);
    }

    /** A waiting letter's turn has come, if it is still this one. */
    void again(JsonNode wakeUp) {
        long end = endOfService();
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
            Duration wait = random(SHORTEST_PARKING, LONGEST_PARKING);
            letters.postpone(letter, attempts, letter.text("last_error"), Optional.of(wait));
            return;
        }
        hold(
                slot.get(),
                delivery.endpoint(),
                end,
                () -> letters.take(letter, LEASE)
                        .map(taken -> attemptAgain(destination.get(), delivery, taken, attempts + 1))
                        .orElse(true));
    }

    private boolean attemptAgain(Destination destination, Delivery delivery, Row letter, int number) {
        Attempt attempt = sender.send(destination, delivery);
        if (attempt.succeeded()) {
            letters.resolve(letter, number);
        } else {
            Optional<Duration> wait = attempt.passing() ? schedule.after(number, attempt.asked()) : Optional.empty();
            wake(letters.postpone(letter, number, attempt.error(), wait), wait);
        }
        log.write(delivery, attempt, number, false);
        destination.webhook().ifPresent(webhook -> health.note(webhook, attempt, number));
        return attempt.succeeded();
    }

    /** Short waits are the queue's; longer ones are found in the due index. */
    private void wake(Row letter, Optional<Duration> wait) {
        String endpoint = letter.find("webhook_id").orElse(letter.text("channel_account_id"));
        wait.filter(time -> time.compareTo(Queues.LONGEST_DELAY) <= 0)
                .ifPresent(time -> send(DeadLetters.wakeUp(letter), endpoint, time));
    }

    private void send(JsonNode message, String endpoint, Duration wait) {
        Duration seconds = Duration.ofSeconds((wait.toMillis() + 999) / 1000);
        queues.sendMessages(QUEUE, List.of(Outgoing.of(message).after(seconds).inGroup(endpoint)));
    }

    private static Duration random(Duration shortest, Duration longest) {
        return Duration.ofMillis(ThreadLocalRandom.current().nextLong(shortest.toMillis(), longest.toMillis()));
    }
}
