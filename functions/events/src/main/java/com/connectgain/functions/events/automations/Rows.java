package com.connectgain.functions.events.automations;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Rows as events tell them, where the clock and not the record stream makes the event. */
public final class Rows {

    private Rows() {}

    public static ObjectNode told(Row row) {
        ObjectNode data = Json.object();
        row.table().columns().stream()
                .filter(column -> !column.isHidden() && !column.isSecret())
                .forEach(column -> data.set(column.name(), row.get(column.name())));
        return data;
    }
}
