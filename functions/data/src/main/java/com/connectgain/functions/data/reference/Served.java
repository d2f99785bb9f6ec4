package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.TreeMap;

/** The part of the catalog that callers get to see: no internal tables, no hidden columns. */
final class Served {

    private final SequencedMap<String, List<Table>> domains = new LinkedHashMap<>();
    private final Map<String, Table> tables = new TreeMap<>();
    private final Catalog catalog;

    Served(Map<String, List<Table>> byDomain) {
        catalog = Catalog.of(byDomain.values().stream().flatMap(List::stream).toList());
        byDomain.forEach((domain, declared) -> {
            List<Table> readable = declared.stream().filter(Served::isReadable).toList();
            if (!readable.isEmpty()) {
                domains.put(domain, readable);
                readable.forEach(table -> tables.put(table.name(), table));
            }
        });
    }

    private static boolean isReadable(Table table) {
        return allows(table.access().read());
    }

    /** Whether anybody but the server passes. */
    static boolean allows(Rule rule) {
        return !(rule instanceof Rule.Nobody);
    }

    SequencedMap<String, List<Table>> domains() {
        return domains;
    }

    /** By name. */
    List<Table> tables() {
        return List.copyOf(tables.values());
    }

    Optional<Table> find(String table) {
        return Optional.ofNullable(tables.get(table));
    }

    List<Column> columns(Table table) {
        return table.columns().stream().filter(column -> !column.isHidden()).toList();
    }

    /** What the column refers to, where callers may see that table. */
    Optional<ForeignKey> target(Table table, Column column) {
        return catalog.foreignKeysOf(table).stream()
                .filter(key -> key.columns().equals(List.of(column.name())))
                .filter(key -> tables.containsKey(key.target().name()))
                .findFirst();
    }

    /** The organization is taken from the credential; what a client sends for it can only agree. */
    static boolean isWritable(Column column) {
        return !column.isReadOnly();
    }

    /** Whether an insert has to name the column. */
    static boolean isDemanded(Column column) {
        return isWritable(column)
                && column.isRequired()
                && column.defaultValue().isEmpty()
                && !column.name().equals("organization_id");
    }
}
