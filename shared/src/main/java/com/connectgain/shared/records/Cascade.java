package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Scope;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Deleting rows by the rules of the foreign keys that point at them. */
final class Cascade {

    private static final int ROWS_AT_ONCE = 16;

    private final Store store;
    private final Records records;
    private final Set<Object> visited = new HashSet<>();

    Cascade(Store store, Records records) {
        this.store = store;
        this.records = records;
    }

    void delete(Writing writing, List<Row> rows) {
        List<Row> fresh = rows.stream().filter(row -> visited.add(row.key())).toList();
        if (fresh.isEmpty()) {
            return;
        }
        Table table = fresh.getFirst().table();
        List<ForeignKey> keys = store.catalog().foreignKeysTo(table);
        for (ForeignKey key : keys) {
            if (key.onDelete() == OnDelete.RESTRICT || key.onDelete() == OnDelete.NO_ACTION) {
                refuseWhileReferenced(writing, key, fresh);
            }
        }
        for (ForeignKey key : keys) {
            switch (key.onDelete()) {
                case CASCADE -> delete(writing, referring(writing, key, fresh));
                case SET_NULL -> clear(writing, key, fresh);
                case KEEP, RESTRICT, NO_ACTION -> {}
            }
        }
        Parallel.map(fresh, ROWS_AT_ONCE, this::deleteRow);
    }

    private void refuseWhileReferenced(Writing writing, ForeignKey key, List<Row> rows) {
        for (Row target : rows) {
            boolean referenced =
                    referring(writing, key, List.of(target)).stream().anyMatch(row -> !visited.contains(row.key()));
            if (referenced) {
                throw Violations.stillReferenced(key, target.values());
            }
        }
    }

    private void clear(Writing writing, ForeignKey key, List<Row> rows) {
        List<Row> referring = referring(writing, key, rows);
        Set<List<JsonNode>> gone = targets(key, rows);
        Parallel.map(
                referring,
                ROWS_AT_ONCE,
                row -> records.update(
                        writing,
                        List.of(row),
                        values -> {
                            ObjectNode after = values.deepCopy();
                            key.columns().stream()
                                    .filter(column -> !column.equals("organization_id"))
                                    .forEach(after::putNull);
                            return after;
                        },
                        current -> gone.contains(References.value(current.values(), key.columns()))));
    }

    private static Set<List<JsonNode>> targets(ForeignKey key, List<Row> rows) {
        Set<List<JsonNode>> targets = new HashSet<>();
        rows.forEach(row -> targets.add(References.value(row.values(), key.targetColumns())));
        return targets;
    }

    private List<Row> referring(Writing writing, ForeignKey key, List<Row> rows) {
        Table table = key.table();
        String tenant = tenant(writing, table, rows.getFirst());
        Set<List<JsonNode>> targets = targets(key, rows);
        String column = key.columns().getLast();
        boolean partition = table.partition().filter(column::equals).isPresent();
        List<Row> found = new ArrayList<>();
        if (partition || table.equalityColumns().contains(column)) {
            int last = key.columns().size() - 1;
            for (List<JsonNode> target : targets) {
                String value = target.get(last).asText();
                found.addAll(store.readAll(
                        table,
                        tenant,
                        partition ? new AccessPath.Partition(value) : new AccessPath.Equal(column, value)));
            }
        } else {
            found.addAll(store.readAll(table, tenant, new AccessPath.Whole()));
        }
        return found.stream()
                .filter(row -> targets.contains(References.value(row.values(), key.columns())))
                .toList();
    }

    private static String tenant(Writing writing, Table table, Row target) {
        if (table.scope() == Scope.GLOBAL) {
            return Store.GLOBAL;
        }
        return target.table().scope() == Scope.SELF ? target.id() : writing.tenant();
    }

    private boolean deleteRow(Row row) {
        Row current = row;
        while (true) {
            Outcome outcome = store.write(List.of(new Change.Delete(current)));
            if (!(outcome instanceof Outcome.Stale)) {
                return true;
            }
            Optional<Row> again =
                    store.findAll(row.table(), List.of(row.key())).stream().findFirst();
            if (again.isEmpty()) {
                return false;
            }
            current = again.get();
        }
    }
}
