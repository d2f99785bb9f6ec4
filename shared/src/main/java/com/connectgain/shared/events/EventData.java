package com.connectgain.shared.events;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.Masking;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What events tell. A queue takes 256 KB: a larger event leaves its row out, keeps what the row does not say, and its
 * consumer reads the row, as it then is, with {@link #complete}.
 */
public final class EventData {

    /** Set in the data of an event whose row was left out. */
    public static final String ROW_OMITTED = "row_omitted";

    /** SQS's limit, less what the envelope and its attributes take. */
    private static final int MOST_BYTES = 240 * 1024;

    private static final int LONGEST_KEPT = 4 * 1024;

    private EventData() {}

    /** The row as clients may see it: every column, secrets masked, what is hidden left out. */
    public static ObjectNode row(Table table, ObjectNode row) {
        ObjectNode seen = Masking.view(table, row);
        ObjectNode told = Json.object();
        for (Column column : table.columns()) {
            if (!column.isHidden()) {
                JsonNode value = seen.get(column.name());
                told.set(column.name(), value == null ? Json.nodes().nullNode() : value.deepCopy());
            }
        }
        return told;
    }

    /** The event itself when a queue takes it, else without its row. */
    public static Event fitting(Event event) {
        if (Json.bytes(event.json()).length <= MOST_BYTES) {
            return event;
        }
        ObjectNode lean = Json.object().put(ROW_OMITTED, true);
        for (Map.Entry<String, JsonNode> member : event.data().properties()) {
            boolean small = member.getValue().toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST_KEPT;
            if (small && (isKey(member.getKey()) || member.getKey().matches("(old|new|changed|added|removed)_.*"))) {
                lean.set(member.getKey(), member.getValue());
            }
        }
        return event.telling(lean);
    }

    /** The event with its row, where that was left out and the row is still there. */
    public static Event complete(Event event, Store store) {
        if (!event.data().path(ROW_OMITTED).asBoolean()) {
            return event;
        }
        Optional<Row> row = store.find(event.table(), event.organization(), event.entity());
        if (row.isEmpty()) {
            return event;
        }
        ObjectNode data = row(row.get().table(), row.get().values());
        event.data().properties().forEach(kept -> {
            if (!data.has(kept.getKey())) {
                data.set(kept.getKey(), kept.getValue());
            }
        });
        data.remove(ROW_OMITTED);
        return event.telling(data);
    }

    private static boolean isKey(String name) {
        return name.equals("id") || name.endsWith("_id");
    }
}
