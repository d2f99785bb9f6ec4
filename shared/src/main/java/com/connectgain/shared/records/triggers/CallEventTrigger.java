package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** The telephone log: {@code call_type} and {@code direction} are one fact; either may be sent. */
final class CallEventTrigger implements Trigger {

    private static final String TYPE = "call_type";
    private static final String DIRECTION = "direction";

    @Override
    public void fill(Writing writing, ObjectNode sent) {
        if (!sent.hasNonNull(TYPE) && sent.path(DIRECTION).isTextual()) {
            sent.put(TYPE, sent.path(DIRECTION).asText().toUpperCase(Locale.ROOT));
        } else if (!sent.hasNonNull(DIRECTION) && sent.path(TYPE).isTextual()) {
            sent.put(DIRECTION, sent.path(TYPE).asText().toLowerCase(Locale.ROOT));
        }
    }

    /** The log says who called whom; how the call went is on the call itself. */
    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        if (row.hasNonNull("contact_id")) {
            ObjectNode entry = Json.object().put("activity_type", "CALL_LOGGED");
            entry.set("contact_id", row.path("contact_id"));
            ObjectNode call = entry.putObject("metadata");
            call.set("call_event_id", row.path("id"));
            call.set(DIRECTION, row.path(DIRECTION));
            transaction.add("contact_activity_log", entry);
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, DIRECTION) && !Cells.changed(before, after, TYPE)) {
            after.put(TYPE, after.path(DIRECTION).asText().toUpperCase(Locale.ROOT));
        } else if (Cells.changed(before, after, TYPE) && !Cells.changed(before, after, DIRECTION)) {
            after.put(DIRECTION, after.path(TYPE).asText().toLowerCase(Locale.ROOT));
        }
    }
}
