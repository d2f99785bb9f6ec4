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
import com.connectgain.shared.store.Slice;
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
    private static final int GLANCE = 100;

    private final Store store;
    private final Records records;
    private final Set<Object> visited = new HashSet<>();

    Cascade(Store store, Records records) {
        this.store = store;
        this.records = records;
    }

    /** Only these rows' own triggers run: rows that go with their parent have nobody left to tell. */
    void delete(Writing writing, List<Row> rows) {
        List<Row> fresh = unvisited(rows);
        if (!fresh.isEmpty()) {
            settleReferences(writing, fresh);
            Parallel.map(fresh, ROWS_AT_ONCE, row -> records.deleteRow(writing, row));
        }
    }

    private void deleteDependents(Writing writing, List<Row> rows) {
        List<Row> fresh = unvisited(rows);
        if (!fresh.isEmpty()) {
            settleReferences(writing, fresh);
            Parallel.map(fresh, ROWS_AT_ONCE, this::deleteRow);
        }
    }

    private List<Row> unvisited(List<Row> rows) {
        return rows.stream().filter(row -> visited.add(row.key())).toList();
    }

    private void settleReferences(Writing writing, List<Row> rows) {
        List<ForeignKey> keys = store.catalog().foreignKeysTo(rows.getFirst().table());
        for (ForeignKey key : keys) {
            if (key.onDelete() == OnDelete.RESTRICT || key.onDelete() == OnDelete.NO_ACTION) {
                refuseWhileReferenced(writing, key, rows);
            }
        }
        for (ForeignKey key : keys) {
            switch (key.onDelete()) {
                case CASCADE -> deleteDependents(writing, referring(writing, key, rows));
                case SET_NULL -> clear(writing, key, rows);
                case KEEP, RESTRICT, NO_ACTION -> {}
            }
        }
    }

    private void refuseWhileReferenced(Writing writing, ForeignKey key, List<Row> rows) {
        for (Row target : rows) {
            if (isReferenced(writing, key, target)) {
                throw Violations.stillReferenced(key, target.values());
            }
        }
    }

    /** One row that refers is enough to know; they are only read further while they are going themselves. */
    private boolean isReferenced(Writing writing, ForeignKey key, Row target) {
        List<AccessPath> paths = paths(key, List.of(target));
        Slice slice = Slice.of(paths.getFirst(), GLANCE);
        String tenant = tenant(writing, key.table(), target);
        Set<List<JsonNode>> targets = targets(key, List.of(target));
        while (true) {
            var page = store.read(key.table(), tenant, slice);
            boolean referenced = page.rows().stream()
                    .filter(row -> targets.contains(References.value(row.values(), key.columns())))
                    .anyMatch(row -> !visited.contains(row.key()));
            if (referenced || page.isLast()) {
                return referenced;
            }
            slice = slice.startingAfter(page.next());
        }
    }

    private void clear(Writing writing, ForeignKey key, List<Row> rows) {
        Set<List<JsonNode>> gone = targets(key, rows);
        Parallel.map(
                referring(writing, key, rows),
                ROWS_AT_ONCE,
                row -> records.update(
                        writing,
                        List.of(row),
                        values -> cleared(key, values),
                        current -> gone.contains(References.value(current.values(), key.columns()))));
    }

    private static ObjectNode cleared(ForeignKey key, ObjectNode values) {
        ObjectNode after = values.deepCopy();
        key.columns().stream()
                .filter(column -> !column.equals("organization_id"))
                .forEach(after::putNull);
        return after;
    }

    private static Set<List<JsonNode>> targets(ForeignKey key, List<Row> rows) {
        Set<List<JsonNode>> targets = new HashSet<>();
        rows.forEach(row -> targets.add(References.value(row.values(), key.targetColumns())));
        return targets;
    }

    private List<Row> referring(Writing writing, ForeignKey key, List<Row> rows) {
        String tenant = tenant(writing, key.table(), rows.getFirst());
        Set<List<JsonNode>> targets = targets(key, rows);
        List<Row> found = new ArrayList<>();
        for (AccessPath path : paths(key, rows)) {
            found.addAll(store.readAll(key.table(), tenant, path));
        }
        return found.stream()
                .filter(row -> targets.contains(References.value(row.values(), key.columns())))
                .toList();
    }

    private static List<AccessPath> paths(ForeignKey key, List<Row> targets) {
        Table table = key.table();
        String column = key.columns().getLast();
        String targetColumn = key.targetColumns().getLast();
        boolean partition = table.partition().filter(column::equals).isPresent();
        if (!partition && !table.equalityColumns().contains(column)) {
            return List.of(new AccessPath.Whole());
        }
        return targets.stream()
                .map(target -> target.get(targetColumn).asText())
                .distinct()
                .map(value ->
                        partition ? new AccessPath.Partition(value) : (AccessPath) new AccessPath.Equal(column, value))
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
