package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** What is sent: {@code {"event", "timestamp", "data"}}. */
final class Bodies {

    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    /** The documented payload of this event has these keys and not the whole record. */
    private static final String PROCESSED_CALL = "call.processed";

    private static final String[] PROCESSED = {"call_record_id", "organization_id", "sentiment", "action_items_count"};

    private final Store store;
    private final Enrichment enrichment;

    Bodies(Store store) {
        this.store = store;
        this.enrichment = new Enrichment(store);
    }

    static String timestamp(Instant moment) {
        return MILLIS.format(moment);
    }

    static String write(String type, Instant at, ObjectNode data) {
        ObjectNode body = Json.object().put("event", type).put("timestamp", timestamp(at));
        body.set("data", data);
        return JavaScriptJson.write(body);
    }

    /** With whole objects beside the ids. */
    String enriched(Event event) {
        return write(event.type(), event.at(), enrichment.of(told(event)));
    }

    /** With the ids alone. */
    String plain(Event event) {
        return write(event.type(), event.at(), told(event).data());
    }

    private Event told(Event event) {
        Event complete = EventData.complete(event, store);
        if (!event.type().equals(PROCESSED_CALL)) {
            return complete;
        }
        ObjectNode data = Json.object();
        for (String key : PROCESSED) {
            data.set(key, complete.data().get(key));
        }
        return event.telling(data);
    }
}
