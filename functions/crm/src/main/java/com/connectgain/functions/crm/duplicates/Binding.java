package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Catalog.ForeignKey;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.AccessPath;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column through which rows belong to a row of another table. They come from the catalog's foreign keys, so that a
 * new table is never forgotten; the few columns that hold ids without a key are named here.
 *
 * @param typeColumn says what kind of row the column means; null where it always means the same
 * @param type the value of {@code typeColumn} for this kind
 * @param target the table that is referred to
 */
record Binding(Table table, String column, String typeColumn, String type, Table target) {

    /** Columns without a foreign key, as {@code target table, table, column, type column, type}. */
    private static final List<String[]> WITHOUT_KEY = List.of(
            new String[] {"contacts", "bot_memory", "scope_id", "scope", "contact"},
            new String[] {"contacts", "shared_content", "entity_id", "entity_type", "CONTACT"},
            new String[] {"contacts", "automation_executions", "entity_id", "entity_type", "contacts"},
            new String[] {"contacts", "campaigns", "target_contacts", null, null},
            new String[] {"companies", "shared_content", "entity_id", "entity_type", "COMPANY"},
            new String[] {"companies", "automation_executions", "entity_id", "entity_type", "companies"});

    static List<Binding> to(Table target, Catalog catalog) {
        List<Binding> bindings = new ArrayList<>();
        for (ForeignKey key : catalog.foreignKeysTo(target)) {
            bindings.add(new Binding(key.table(), key.columns().getLast(), null, null, target));
        }
        for (String[] one : WITHOUT_KEY) {
            if (one[0].equals(target.name())) {
                bindings.add(new Binding(catalog.table(one[1]), one[2], one[3], one[4], target));
            }
        }
        return List.copyOf(bindings);
    }

    /** Where the rows are found that belong to {@code id}. */
    AccessPath path(String id) {
        if (table.equalityColumns().contains(column)) {
            return new AccessPath.Equal(column, id);
        }
        if (column.equals("parent_contact_id")) {
            return new AccessPath.Posted("parent_keys", id);
        }
        return new AccessPath.Whole();
    }

    boolean holds(ObjectNode row, String id) {
        if (typeColumn != null && !row.path(typeColumn).asText().equalsIgnoreCase(type)) {
            return false;
        }
        JsonNode value = row.path(column);
        return value.isArray()
                ? Stream.iterate(0, index -> index < value.size(), index -> index + 1)
                        .anyMatch(index -> value.get(index).asText().equals(id))
                : value.asText().equals(id);
    }

    /** The row as it is when it belongs to {@code to}; what would belong to itself belongs to nobody. */
    ObjectNode moved(ObjectNode row, String from, String to) {
        ObjectNode after = row.deepCopy();
        if (row.path(column).isArray()) {
            Set<JsonNode> ids = new LinkedHashSet<>();
            row.path(column)
                    .forEach(id ->
                            ids.add(id.asText().equals(from) ? Json.nodes().textNode(to) : id));
            after.set(column, Json.array().addAll(ids));
        } else if (table == target && row.path("id").asText().equals(to)) {
            after.putNull(column);
        } else {
            after.put(column, to);
        }
        return after;
    }

    /** The constraints that a moved row may run into. */
    List<Unique> uniques() {
        return table.uniques().stream()
                .filter(unique -> unique.columns().contains(column))
                .toList();
    }
}
