package com.connectgain.functions.events.stream;

import com.connectgain.functions.events.automations.Interest;
import com.connectgain.functions.events.webhooks.Subscriptions;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Settings;
import com.connectgain.shared.queue.Queues;
import com.connectgain.shared.queue.Queues.Outgoing;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;

/** Puts events on the queue of everyone who listens, in batches. */
public final class Outbox {

    private static final int READS_AT_ONCE = 8;

    /**
     * @param queue one that is not deployed hears nothing
     * @param interest whether anybody of an organization waits for events of a type, by what its rows wait for
     */
    private record Listener(String queue, BiPredicate<Map<String, Set<String>>, String> interest) {}

    private static final List<Listener> LISTENERS = List.of(
            new Listener("WEBHOOK_QUEUE", Subscriptions::isHeard), new Listener("AUTOMATION_QUEUE", Interest::isIn));

    private final Store store;
    private final Queues queues;
    private final List<Listener> listeners;

    private Outbox(Store store, Queues queues, Settings settings) {
        this.store = store;
        this.queues = queues;
        this.listeners = LISTENERS.stream()
                .filter(listener -> settings.find(listener.queue() + "_URL").isPresent())
                .toList();
    }

    public static Outbox of(Kernel kernel) {
        return new Outbox(kernel.store(), kernel.queues(), kernel.settings());
    }

    /** Grouped by organization: SQS then lets no busy one keep the others waiting. */
    void send(List<Event> events) {
        Map<String, Map<String, Set<String>>> heard = heard(events);
        for (Listener listener : listeners) {
            List<Outgoing> messages = events.stream()
                    .filter(event -> listener.interest().test(heard.get(event.organization()), event.type()))
                    .map(EventData::fitting)
                    .map(event -> Outgoing.of(event.json()).inGroup(event.organization()))
                    .toList();
            queues.sendMessages(listener.queue(), messages);
        }
    }

    /**
     * One read for each organization of a batch. It begins after all changes of the batch were made: who listened when
     * one was made is found.
     */
    private Map<String, Map<String, Set<String>>> heard(List<Event> events) {
        List<String> organizations =
                events.stream().map(Event::organization).distinct().toList();
        List<Map<String, Set<String>>> found = Parallel.map(organizations, READS_AT_ONCE, store::heard);
        Map<String, Map<String, Set<String>>> heard = new HashMap<>();
        for (int i = 0; i < organizations.size(); i++) {
            heard.put(organizations.get(i), found.get(i));
        }
        return heard;
    }
}
