package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Scope;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Foreign keys on the way in: what a row refers to must exist, in the same tenant. */
final class References {

    private final Store store;

    References(Store store) {
        this.store = store;
    }

    /**
     * @param rows new or changed rows of one table
     * @param before what they were; null for new rows, else in the same order
     */
    void check(Writing writing, Table table, List<ObjectNode> rows, List<Row> before) {
        check(writing, table, rows, before, Map.of(table, rows));
    }

    /** @param together the rows that are written with these, which they may refer to */
    void check(
            Writing writing,
            Table table,
            List<ObjectNode> rows,
            List<Row> before,
            Map<Table, List<ObjectNode>> together) {
        for (ForeignKey key : store.catalog().foreignKeysOf(table)) {
            if (key.target().scope() == Scope.SELF) {
                continue; // the tenant itself: it comes from the credential, not from the row
            }
            Set<List<JsonNode>> wanted = new LinkedHashSet<>();
            for (int i = 0; i < rows.size(); i++) {
                List<JsonNode> value = value(rows.get(i), key.columns());
                boolean changed = before == null
                        || !value(before.get(i).values(), key.columns()).equals(value);
                if (changed && value.stream().noneMatch(JsonNode::isNull)) {
                    wanted.add(value);
                }
            }
            if (!wanted.isEmpty()) {
                check(writing, key, rows, wanted, together.getOrDefault(key.target(), List.of()));
            }
        }
    }

    private void check(
            Writing writing,
            ForeignKey key,
            List<ObjectNode> rows,
            Set<List<JsonNode>> wanted,
            List<ObjectNode> together) {
        Set<List<JsonNode>> present = new HashSet<>();
        together.forEach(row -> present.add(value(row, key.targetColumns())));
        wanted.stream().filter(value -> isConfirmed(writing, key, value)).forEach(present::add);
        List<List<JsonNode>> missing =
                wanted.stream().filter(value -> !present.contains(value)).toList();
        for (Row row : targets(writing, key, missing)) {
            List<JsonNode> value = value(row.values(), key.targetColumns());
            present.add(value);
            if (isById(key)) {
                writing.lookups().confirm(key.target(), value.getFirst().asText());
            }
        }
        for (ObjectNode row : rows) {
            List<JsonNode> value = value(row, key.columns());
            if (wanted.contains(value) && !present.contains(value)) {
                throw Violations.missingTarget(key, row);
            }
        }
    }

    private static boolean isById(ForeignKey key) {
        return key.target().primaryKey().equals(key.targetColumns())
                && key.targetColumns().size() == 1;
    }

    /** Many rows of one request refer to the same few: those are read once. */
    private static boolean isConfirmed(Writing writing, ForeignKey key, List<JsonNode> value) {
        return isById(key)
                && writing.lookups().isConfirmed(key.target(), value.getFirst().asText());
    }

    private List<Row> targets(Writing writing, ForeignKey key, List<List<JsonNode>> values) {
        Table target = key.target();
        String tenant = target.scope() == Scope.GLOBAL ? Store.GLOBAL : writing.tenant();
        if (values.isEmpty()) {
            return List.of();
        }
        if (isById(key)) {
            return store.findByPrimaryKey(
                    target, tenant, values.stream().map(List::getFirst).toList());
        }
        String column = key.targetColumns().getFirst();
        if (target.equalityColumns().contains(column)) {
            return values.stream()
                    .map(value -> store.read(
                            target,
                            tenant,
                            Slice.of(
                                    new AccessPath.Equal(
                                            column, value.getFirst().asText()),
                                    1000)))
                    .flatMap(page -> page.rows().stream())
                    .toList();
        }
        return store.readAll(target, tenant, new AccessPath.Whole());
    }

    static List<JsonNode> value(ObjectNode row, List<String> columns) {
        return columns.stream().map(row::path).toList();
    }
}
