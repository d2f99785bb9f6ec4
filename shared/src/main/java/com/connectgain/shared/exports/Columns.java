package com.connectgain.shared.exports;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The columns of one export, and the cells of a row. */
final class Columns {

    private static final String CUSTOM = "custom_fields";
    private static final int MOST_DEFINITIONS = 200;

    private final Map<String, CellPath> paths;

    /** Custom fields that have a column of their own are left out of the column of the others. */
    private final Set<String> defined;

    private Columns(Map<String, CellPath> paths, Set<String> defined) {
        this.paths = paths;
        this.defined = defined;
    }

    static Columns of(ExportOrder order, Store store, String tenant) {
        Entity entity = order.entity();
        Table table = store.table(entity.table());
        Map<String, CellPath> all = new LinkedHashMap<>();
        entity.columns().forEach((header, path) -> all.put(header, CellPath.of(path)));
        if (all.isEmpty()) {
            visible(table).forEach(column -> all.put(title(column), CellPath.of(column)));
        }
        Set<String> defined = new TreeSet<>();
        if (!entity.fieldsOf().isEmpty()) {
            CellPath others = all.remove("Custom Fields");
            for (String key : definitions(store, tenant, entity.fieldsOf())) {
                if (all.putIfAbsent(key, CellPath.member(CUSTOM, key)) == null) {
                    defined.add(key);
                }
            }
            all.put("Custom Fields", others);
        }
        if (order.fields().isEmpty()) {
            return new Columns(all, defined);
        }
        Map<String, CellPath> chosen = new LinkedHashMap<>();
        order.fields().forEach(field -> choose(field, entity, table, all, chosen));
        return new Columns(chosen, Set.of());
    }

    private static void choose(
            String field, Entity entity, Table table, Map<String, CellPath> all, Map<String, CellPath> chosen) {
        for (var known : all.entrySet()) {
            boolean named = known.getKey().equalsIgnoreCase(field)
                    || field.equals(entity.columns().get(known.getKey()));
            if (named) {
                chosen.put(known.getKey(), known.getValue());
                return;
            }
        }
        if (field.startsWith(CUSTOM + ".") && field.length() > CUSTOM.length() + 1) {
            String key = field.substring(CUSTOM.length() + 1);
            chosen.put(key, CellPath.member(CUSTOM, key));
        } else if (visible(table).contains(field)) {
            chosen.put(title(field), CellPath.of(field));
        } else {
            throw Problem.badRequest("Unknown field: " + field)
                    .withHint("Known are " + String.join(", ", all.keySet()));
        }
    }

    private static List<String> visible(Table table) {
        return table.columns().stream()
                .filter(column -> !column.isHidden())
                .map(Column::name)
                .toList();
    }

    private static List<String> definitions(Store store, String tenant, String entityType) {
        return store.readAll(store.table("custom_field_definitions"), tenant, new AccessPath.Whole()).stream()
                .filter(row -> entityType.equals(row.text("entity_type")))
                .sorted(Comparator.comparingInt((Row row) -> row.get("position").asInt())
                        .thenComparing(row -> row.text("field_key")))
                .map(row -> row.text("field_key"))
                .limit(MOST_DEFINITIONS)
                .toList();
    }

    /** {@code clock_in_at} is {@code Clock In At}. */
    private static String title(String column) {
        StringBuilder title = new StringBuilder();
        for (String word : column.split("_")) {
            title.append(title.isEmpty() ? "" : " ");
            title.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
        }
        return title.toString();
    }

    List<String> headers() {
        return List.copyOf(paths.keySet());
    }

    List<String> cells(JsonNode row) {
        JsonNode source = row;
        if (!defined.isEmpty() && row.path(CUSTOM) instanceof ObjectNode) {
            ObjectNode copy = row.deepCopy();
            List<String> cells = new ArrayList<>(paths.size());
            paths.forEach((header, path) -> {
                boolean others = header.equals("Custom Fields");
                if (others) {
                    ((ObjectNode) copy.path(CUSTOM)).remove(defined);
                }
                cells.add(path.text(others ? copy : row));
            });
            return cells;
        }
        List<String> cells = new ArrayList<>(paths.size());
        paths.values().forEach(path -> cells.add(path.text(source)));
        return cells;
    }
}
