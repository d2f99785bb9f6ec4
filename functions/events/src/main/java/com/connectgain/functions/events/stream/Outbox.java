package com.connectgain.functions.events.stream;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.queue.Queues.Outgoing;
import java.util.List;

/** Puts events on the queue of everyone who listens, in batches. */
public final class Outbox {

    /** A listener without a queue is not deployed. */
    private static final List<String> LISTENERS = List.of("WEBHOOK_QUEUE", "AUTOMATION_QUEUE");

    private final Queues queues;
    private final List<String> listeners;

    Outbox(Queues queues, Settings settings) {
        this.queues = queues;
        this.listeners = LISTENERS.stream()
                .filter(queue -> settings.find(queue + "_URL").isPresent())
                .toList();
    }

    public static Outbox of(Kernel kernel) {
        return new Outbox(kernel.queues(), kernel.settings());
    }

    /** Grouped by organization: SQS then lets no busy one keep the others waiting. */
    void send(List<Event> events) {
        List<Outgoing> messages = events.stream()
                .map(EventData::fitting)
                .map(event -> Outgoing.of(event.json()).inGroup(event.organization()))
                .toList();
        listeners.forEach(queue -> queues.sendMessages(queue, messages));
    }
}
