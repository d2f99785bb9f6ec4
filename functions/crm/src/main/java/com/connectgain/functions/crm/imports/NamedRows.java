package com.connectgain.functions.crm.imports;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.CaseFolding;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Rows of one table that are known by their name, in any case, or by a second column: companies by their domain. Found
 * for a whole stretch at once, and made once however many rows and imports name them.
 */
final class NamedRows {

    private static final Comparator<Row> NEWEST_FIRST = Comparator.comparing((Row row) -> row.text("created_at"))
            .thenComparing(Row::id)
            .reversed();

    private static final int READS_AT_ONCE = 24;
    private static final int NAMESAKES = 20;

    /** Shorter names are part of too much to be looked for so. */
    private static final int SHORTEST_PART = 3;

    private final Store store;
    private final FirstWriter writer;
    private final Table table;
    private final String second;
    private final Map<String, Row> byKey = new ConcurrentHashMap<>();

    /** @param second the indexed column beside the name, in its stored form; null when there is none */
    NamedRows(Store store, FirstWriter writer, String table, String second) {
        this.store = store;
        this.writer = writer;
        this.table = store.table(table);
        this.second = second;
    }

    static String nameKey(String name) {
        return "name#" + CaseFolding.lower(name.strip());
    }

    private String secondKey(String value) {
        return second + "#" + CaseFolding.lower(value);
    }

    /** By what a row is known, the surer first. */
    List<String> keys(ObjectNode values) {
        List<String> keys = new ArrayList<>(2);
        if (second != null && values.hasNonNull(second)) {
            keys.add(secondKey(values.path(second).asText()));
        }
        keys.add(nameKey(values.path("name").asText()));
        return keys;
    }

    /** Reads whoever may be meant by these. */
    void prepare(String tenant, Collection<ObjectNode> rows) {
        Set<String> names = new LinkedHashSet<>();
        Set<String> seconds = new LinkedHashSet<>();
        for (ObjectNode row : rows) {
            names.add(row.path("name").asText().strip());
            if (second != null && row.hasNonNull(second)) {
                seconds.add(row.path(second).asText());
            }
        }
        if (!seconds.isEmpty()) {
            equal(tenant, second, seconds);
        }
        if (table.equalityColumns().contains("name")) {
            equal(tenant, "name", names);
        }
        Set<String> left = names.stream()
                .filter(name -> !byKey.containsKey(nameKey(name)))
                .map(CaseFolding::lower)
                .collect(Collectors.toSet());
        if (!left.isEmpty()) {
            remember(store.findAll(table, store.search(table, tenant, text -> mayBeOneOf(left, text))));
        }
    }

    /** A search text has one value to a line, and leaves out a value that is part of another: Acme in acme.com. */
    private static boolean mayBeOneOf(Set<String> names, String text) {
        return text.lines().anyMatch(names::contains)
                || names.stream().anyMatch(name -> name.length() >= SHORTEST_PART && text.contains(name));
    }

    private void equal(String tenant, String column, Set<String> values) {
        List<RowKey> keys = Parallel.map(
                        List.copyOf(values),
                        READS_AT_ONCE,
                        value -> store.readKeys(table, tenant, Slice.of(new AccessPath.Equal(column, value), NAMESAKES))
                                .keys())
                .stream()
                .flatMap(List::stream)
                .toList();
        remember(store.findAll(table, keys));
    }

    /** Of several with one name, the oldest is meant. */
    private void remember(List<Row> rows) {
        Map<String, Row> oldest = new HashMap<>();
        rows.stream().sorted(NEWEST_FIRST).forEach(row -> keys(row.values()).forEach(key -> oldest.put(key, row)));
        byKey.putAll(oldest);
    }

    Optional<Row> find(ObjectNode values) {
        return keys(values).stream().map(byKey::get).filter(row -> row != null).findFirst();
    }

    /** The row that these values mean: one that is there, or a new one with exactly these values. */
    Row findOrMake(Writing writing, ObjectNode values) {
        Row meant = find(values).orElseGet(() -> {
            List<String> keys = keys(values);
            Found found = writer.insert(
                    writing,
                    table.name(),
                    values,
                    keys,
                    row -> keys(row.values()).stream().anyMatch(keys::contains));
            keys.forEach(key -> byKey.put(key, found.row()));
            return found.row();
        });
        writing.lookups().confirm(table, meant.id());
        return meant;
    }

    void replace(Row row) {
        keys(row.values()).forEach(key -> byKey.put(key, row));
    }
}
