package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.sql.LeftOut;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Everything that one write changes: its own rows, and those that triggers change beside them. A row is in it once,
 * however many triggers touch it, and every trigger sees what the ones before it did.
 */
public final class Transaction {

    private static final String TOUCHED = "updated_at";

    private enum Fate {
        NEW,
        CHANGED,
        GONE
    }

    private static final class Member {
        private final Table table;
        private final Row before;
        private Fate fate;
        private ObjectNode values;

        private Member(Table table, Row before, Fate fate, ObjectNode values) {
            this.table = table;
            this.before = before;
            this.fate = fate;
            this.values = values;
        }

        private Row row(RowKey key) {
            return new Row(table, values, key, before == null ? 0 : before.version());
        }
    }

    private final Writing writing;
    private final Records records;
    private final Map<RowKey, Member> members = new LinkedHashMap<>();
    private final Map<String, Optional<Row>> read = new HashMap<>();
    private final Map<String, List<Row>> whole = new HashMap<>();

    Transaction(Writing writing, Records records) {
        this.writing = writing;
        this.records = records;
    }

    public Writing writing() {
        return writing;
    }

    /** The row as this transaction leaves it. */
    public Optional<Row> find(String tableName, String id) {
        if (id == null) {
            return Optional.empty();
        }
        for (var member : members.entrySet()) {
            boolean same = member.getValue().table.name().equals(tableName)
                    && member.getValue().values.path("id").asText().equals(id);
            if (same) {
                return seen(member.getKey());
            }
        }
        return read.computeIfAbsent(
                tableName + "#" + id, name -> store().find(tableName, tenantOf(store().table(tableName)), id));
    }

    /** Whether the row is new with this transaction. */
    public boolean makes(String tableName, String id) {
        return members.values().stream()
                .anyMatch(member -> member.fate == Fate.NEW
                        && member.table.name().equals(tableName)
                        && member.values.path("id").asText().equals(id));
    }

    /** The row that holds a unique value as this transaction leaves it, {@code except} not counted. */
    public Optional<Row> holder(String tableName, String constraint, ObjectNode values, ObjectNode except) {
        Table table = store().table(tableName);
        Unique unique = table.uniques().stream()
                .filter(candidate -> candidate.name().equals(constraint))
                .findFirst()
                .orElseThrow();
        Predicate<Row> holds = row -> !row.get("id").equals(except.path("id"))
                && unique.when().test(row.values())
                && unique.columns().stream().allMatch(column -> row.get(column).equals(values.path(column)));
        for (var member : members.entrySet()) {
            if (member.getValue().table == table) {
                Optional<Row> found = seen(member.getKey()).filter(holds);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return store().findUnique(table, tenantOf(table), constraint, values)
                .flatMap(this::current)
                .filter(holds);
    }

    /** The rows whose indexed {@code column} is {@code value}, as this transaction leaves them. */
    public List<Row> related(String tableName, String column, String value) {
        Table table = store().table(tableName);
        Map<RowKey, Row> rows = new LinkedHashMap<>();
        for (Row row : store().readAll(table, tenantOf(table), new AccessPath.Equal(column, value))) {
            rows.put(row.key(), row);
        }
        members.forEach((key, member) -> {
            if (member.table == table) {
                rows.put(key, member.row(key));
            }
        });
        return rows.values().stream()
                .flatMap(row -> current(row).stream())
                .filter(row -> value.equals(row.text(column)))
                .toList();
    }

    /** All rows of a table that is known to be short, as they are stored. */
    public List<Row> all(String tableName) {
        Table table = store().table(tableName);
        return whole
                .computeIfAbsent(tableName, name -> store().readAll(table, tenantOf(table), new AccessPath.Whole()))
                .stream()
                .flatMap(row -> current(row).stream())
                .toList();
    }

    /** A row that the server itself makes: what {@code values} leaves out takes its default. */
    public void add(String tableName, ObjectNode values) {
        Table table = store().table(tableName);
        insert(table, writing.complete(table, values));
    }

    /** Changes a row beside the written ones; an edit that changes nothing writes nothing. */
    public void change(Row row, Consumer<ObjectNode> edit) {
        Member known = members.get(row.key());
        ObjectNode old = known == null ? row.values() : known.values;
        ObjectNode after = old.deepCopy();
        edit.accept(after);
        if (after.equals(old)) {
            return;
        }
        if (row.table().column(TOUCHED).isPresent()) {
            after.put(TOUCHED, writing.timestamp());
        }
        update(row, after);
    }

    RowKey insert(Table table, ObjectNode values) {
        RowKey key = Row.fresh(table, values).key();
        if (members.containsKey(key)) {
            throw Violations.primaryKey(table, values);
        }
        LeftOut.derive(table, values);
        members.put(key, new Member(table, null, Fate.NEW, values));
        records.trigger(table).inserting(this, values);
        return key;
    }

    /** @param row as it was read from the store */
    void update(Row row, ObjectNode after) {
        Member member =
                members.computeIfAbsent(row.key(), key -> new Member(row.table(), row, Fate.CHANGED, row.values()));
        if (member.fate == Fate.GONE) {
            return;
        }
        Row seen = member.row(row.key());
        LeftOut.derive(row.table(), after);
        member.values = after;
        records.trigger(row.table()).updating(this, seen, after);
    }

    void delete(Row row) {
        members.put(row.key(), new Member(row.table(), row, Fate.GONE, row.values()));
        records.trigger(row.table()).deleting(this, row);
    }

    /** What the transaction makes of this row so far. */
    ObjectNode valuesOf(Row row) {
        Member member = members.get(row.key());
        return member == null ? row.values() : member.values;
    }

    ObjectNode valuesOf(RowKey key) {
        return members.get(key).values;
    }

    /** As many conditional writes as the transaction may come to. */
    int size() {
        return members.values().stream()
                .mapToInt(member -> 1
                        + (member.fate == Fate.CHANGED ? 2 : 1)
                                * member.table.uniques().size())
                .sum();
    }

    int positionOf(RowKey key) {
        return new ArrayList<>(members.keySet()).indexOf(key);
    }

    List<Change> changes(Sealing sealing) {
        List<Change> changes = new ArrayList<>(members.size());
        members.forEach((key, member) -> {
            if (member.fate != Fate.GONE) {
                LeftOut.derive(member.table, member.values);
                ObjectNode before = member.before == null ? null : member.before.values();
                sealing.apply(member.table, before, member.values, writing.disclosure());
            }
            changes.add(
                    switch (member.fate) {
                        case NEW -> new Change.Insert(Row.fresh(member.table, member.values));
                        case CHANGED -> new Change.Update(member.before, member.values);
                        case GONE -> new Change.Delete(member.before);
                    });
        });
        return changes;
    }

    private Optional<Row> current(Row row) {
        return members.containsKey(row.key()) ? seen(row.key()) : Optional.of(row);
    }

    private Optional<Row> seen(RowKey key) {
        Member member = members.get(key);
        return member.fate == Fate.GONE ? Optional.empty() : Optional.of(member.row(key));
    }

    private Store store() {
        return writing.store();
    }

    private String tenantOf(Table table) {
        return table.scope() == Table.Scope.GLOBAL ? Store.GLOBAL : writing.tenant();
    }
}
