package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Rows that the defaults of new rows come from; each is read once, however many rows one request brings. */
public final class Lookups {

    private final Store store;
    private final String tenant;
    private final long began = System.nanoTime();
    private final Map<String, Optional<Row>> found = new ConcurrentHashMap<>();
    private final Map<String, List<Row>> lists = new ConcurrentHashMap<>();
    private final Set<String> present = ConcurrentHashMap.newKeySet();

    Lookups(Store store, String tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    long began() {
        return began;
    }

    public Optional<Row> find(String table, String id) {
        return once(table + "#" + id, () -> store.find(table, tenant, id));
    }

    public Optional<Row> organization() {
        return find("organizations", tenant);
    }

    /** The row that {@code constraint} marks as the default of its table, else the first one. */
    public Optional<Row> defaultOf(String tableName, String constraint) {
        Table table = store.table(tableName);
        ObjectNode marked = Json.object().put("is_default", true);
        return once(
                tableName,
                () -> store.findUnique(table, tenant, constraint, marked).or(() -> first(table)));
    }

    /** The row that {@code constraint} marks as the default of its table, if there is one. */
    public Optional<Row> marked(String tableName, String constraint) {
        ObjectNode marked = Json.object().put("is_default", true);
        return once(
                tableName + "#" + constraint,
                () -> store.findUnique(store.table(tableName), tenant, constraint, marked));
    }

    /** All rows of a table that is known to be short. */
    public List<Row> all(String tableName) {
        return lists.computeIfAbsent(
                tableName, unread -> store.readAll(store.table(tableName), tenant, new AccessPath.Whole()));
    }

    /** Remembers that a row is there, for all those of the request that refer to it. */
    public void confirm(Table table, String id) {
        present.add(table.name() + "#" + id);
    }

    boolean isConfirmed(Table table, String id) {
        return present.contains(table.name() + "#" + id);
    }

    private Optional<Row> first(Table table) {
        return store.read(table, tenant, Slice.of(new AccessPath.Created(), 1)).rows().stream()
                .findFirst();
    }

    private Optional<Row> once(String name, Supplier<Optional<Row>> read) {
        return found.computeIfAbsent(name, unread -> read.get());
    }
}
