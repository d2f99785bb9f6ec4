package com.connectgain.functions.events.stream;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.lambda.RowChange;
import com.connectgain.shared.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The changes of one invocation: their events are sent together, in the order of the changes. */
public final class Batch {

    private final EventMaker maker;
    private final Outbox outbox;
    private final List<Event> events = new ArrayList<>();

    public Batch(Store store, Outbox outbox) {
        this.maker = new EventMaker(store);
        this.outbox = outbox;
    }

    /** The tables that events tell of; the template filters the streams by them. */
    public static Set<String> tables() {
        return EventMaker.DECLARED.keySet();
    }

    public void add(RowChange change) {
        events.addAll(maker.eventsOf(change));
    }

    public void send() {
        outbox.send(events);
    }
}
