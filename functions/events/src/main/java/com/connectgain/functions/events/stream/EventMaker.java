package com.connectgain.functions.events.stream;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.lambda.RowChange;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Makes the events of a row's change, for one batch of changes. */
final class EventMaker {

    static final Map<String, TableEvents> DECLARED = Declarations.all();

    private final Store store;
    private final Neighbours neighbours;
    private final BroadcastReplies replies;

    EventMaker(Store store) {
        this.store = store;
        this.neighbours = new Neighbours(store);
        this.replies = new BroadcastReplies(store);
    }

    /** Nothing for a deletion: no event tells of one, and what TTL removes was nobody's doing. */
    List<Event> eventsOf(RowChange change) {
        TableEvents declared = DECLARED.get(change.table());
        if (declared == null || change.expired() || change.after().isEmpty()) {
            return List.of();
        }
        RowPair pair = new RowPair(change.before().orElse(null), change.after().get());
        List<Event> events = new ArrayList<>();
        for (EventRule rule : declared.rules()) {
            rule.telling().apply(pair).ifPresent(told -> events.add(event(change, pair, rule, told)));
        }
        if (change.table().equals("messages")) {
            replies.find(change, pair)
                    .ifPresent(told -> events.add(
                            event(change, pair, new EventRule("broadcast.response", null, List.of()), told)));
        }
        return events;
    }

    private Event event(RowChange change, RowPair pair, EventRule rule, ObjectNode told) {
        Table table = store.table(change.table());
        ObjectNode data = EventData.row(table, pair.after());
        data.setAll(told);
        rule.lookups().forEach(lookup -> neighbours.tell(lookup, change.tenant(), pair, data));
        return new Event(
                id(change, rule.type()),
                rule.type(),
                change.tenant(),
                moment(change, pair),
                table.name(),
                pair.text("id"),
                data,
                change.causes());
    }

    /** The stream delivers a record again under the same id, and so the event. */
    private static String id(RowChange change, String type) {
        String name = change.table() + "/" + change.eventId() + "/" + type;
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** As the row has it, where the writer said: the stream knows the second only. */
    static Instant moment(RowChange change, RowPair pair) {
        String column = pair.isNew() ? "created_at" : "updated_at";
        return pair.changed(column) ? OffsetDateTime.parse(pair.text(column)).toInstant() : change.at();
    }
}
