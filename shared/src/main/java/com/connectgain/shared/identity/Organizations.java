package com.connectgain.shared.identity;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;

/** The tenants, changed by the server itself. */
public final class Organizations {

    private final Store store;
    private final Clock clock;

    Organizations(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    public Optional<Row> find(String id) {
        return store.find("organizations", id, id);
    }

    /** Changes an organization whatever else happens to it; nothing when it is gone. */
    public Optional<Row> change(String id, Consumer<ObjectNode> change) {
        Table table = store.table("organizations");
        return store.change(table, id, id, values -> {
            change.accept(values);
            return NewRow.touched(table, values, clock.instant());
        });
    }
}
