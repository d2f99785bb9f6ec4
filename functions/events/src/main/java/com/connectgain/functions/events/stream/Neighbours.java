package com.connectgain.functions.events.stream;

import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The rows that a batch's events name, each read once per batch. */
final class Neighbours {

    private record Key(String table, String tenant, String id) {}

    private final Store store;
    private final Map<Key, Optional<Row>> read = new HashMap<>();

    Neighbours(Store store) {
        this.store = store;
    }

    void tell(Lookup lookup, String tenant, RowPair pair, ObjectNode data) {
        String id = pair.text(lookup.column());
        Optional<Row> row = id.isEmpty()
                ? Optional.empty()
                : read.computeIfAbsent(
                        new Key(lookup.table(), tenant, id), key -> store.find(key.table(), key.tenant(), key.id()));
        lookup.telling().accept(row, data);
    }
}
