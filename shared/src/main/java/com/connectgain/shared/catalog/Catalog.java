package com.connectgain.shared.catalog;

import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Table.Reference;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All tables by name, and the foreign keys between them. Immutable. */
public final class Catalog {

    /** A foreign key, bound to its tables; both column lists have the same length. */
    public record ForeignKey(
            String constraint,
            Table table,
            List<String> columns,
            Table target,
            List<String> targetColumns,
            OnDelete onDelete) {}

    private final Map<String, Table> tables;
    private final List<ForeignKey> foreignKeys;

    private Catalog(Collection<Table> all) {
        tables = new LinkedHashMap<>();
        for (Table table : all) {
            if (tables.put(table.name(), table) != null) {
                throw new IllegalStateException("Table " + table.name() + " is declared twice");
            }
        }
        foreignKeys = new ArrayList<>();
        for (Table table : all) {
            for (Reference reference : table.references()) {
                Table target = tables.get(reference.table());
                if (target == null) {
                    throw new IllegalStateException(reference.constraint() + " refers to an unknown table");
                }
                foreignKeys.add(new ForeignKey(
                        reference.constraint(),
                        table,
                        reference.columns(),
                        target,
                        reference.targetColumns(),
                        reference.onDelete()));
            }
        }
    }

    public static Catalog of(Collection<Table> tables) {
        return new Catalog(tables);
    }

    public Catalog plus(Collection<Table> more) {
        List<Table> all = new ArrayList<>(tables.values());
        all.addAll(more);
        return new Catalog(all);
    }

    public Collection<Table> tables() {
        return tables.values();
    }

    public Optional<Table> find(String name) {
        return Optional.ofNullable(tables.get(name));
    }

    public Table table(String name) {
        return find(name).orElseThrow(() -> new IllegalArgumentException("No table " + name));
    }

    /** The foreign keys that {@code table} declares. */
    public List<ForeignKey> foreignKeysOf(Table table) {
        return foreignKeys.stream().filter(key -> key.table() == table).toList();
    }

    /** The foreign keys that point at {@code table}. */
    public List<ForeignKey> foreignKeysTo(Table table) {
        return foreignKeys.stream().filter(key -> key.target() == table).toList();
    }
}
