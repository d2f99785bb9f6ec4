package com.connectgain.functions.events.stream;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What an event tells of a row that its own row names.
 *
 * @param column the column with the other row's id
 * @param table where the other row is
 * @param telling puts into the event's data what the other row says; empty when there is none
 */
record Lookup(String column, String table, BiConsumer<Optional<Row>, ObjectNode> telling) {

    /** @param told the other row's columns, and under what name the event has them */
    static Lookup of(String column, String table, Map<String, String> told) {
        return new Lookup(
                column,
                table,
                (row, data) -> told.forEach((name, as) -> data.set(
                        as,
                        row.map(found -> found.get(name))
                                .orElseGet(() -> Json.nodes().nullNode()))));
    }
}
