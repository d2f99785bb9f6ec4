package com.connectgain.shared.catalog.file;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.file.CatalogFile.Mistake;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One table of a catalog file. */
final class TableDeclaration {

    private final String name;
    private final String where;
    private final Fields fields;
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final List<String> uniqueColumns = new ArrayList<>();
    private List<String> primaryKey = new ArrayList<>();

    private TableDeclaration(String name, Fields fields) {
        this.name = name;
        this.where = "Table \"" + name + "\"";
        this.fields = fields;
    }

    static Table read(JsonNode declaration) {
        Fields fields =
                new Fields(declaration, "A table", "name", "scope", "columns", "primaryKey", "uniques", "foreignKeys");
        String name = fields.text("name");
        return new TableDeclaration(name, fields.at("Table \"" + name + "\"")).table();
    }

    private Table table() {
        if (!fields.text("scope", "none").equals("none")) {
            throw new Mistake(where + " has a scope other than \"none\": only the product's tables have organizations");
        }
        for (JsonNode declaration : fields.list("columns")) {
            add(ColumnDeclaration.read(declaration, where));
        }
        if (fields.has("primaryKey")) {
            if (!primaryKey.isEmpty()) {
                throw new Mistake(where + " declares its primary key twice");
            }
            primaryKey = known(fields.texts("primaryKey"), where);
            primaryKey.forEach(column -> columns.get(column).required());
        }
        Table.Builder table = Table.bare(name)
                .foreign()
                .columns(columns.values().toArray(Column[]::new))
                .primaryKey(primaryKey.toArray(String[]::new));
        uniqueColumns.forEach(table::unique);
        fields.optionalList("uniques").forEach(unique -> addUnique(table, unique));
        fields.optionalList("foreignKeys").forEach(key -> addForeignKey(table, key));
        return table.build();
    }

    private void add(ColumnDeclaration declared) {
        String column = declared.column().name();
        if (columns.put(column, declared.column()) != null) {
            throw new Mistake(where + " has column \"" + column + "\" twice");
        }
        if (declared.primaryKey()) {
            primaryKey.add(column);
        }
        if (declared.unique()) {
            uniqueColumns.add(column);
        }
    }

    private void addUnique(Table.Builder table, JsonNode declaration) {
        Fields unique = new Fields(declaration, "A unique constraint of " + where, "name", "columns");
        List<String> names = known(unique.texts("columns"), "A unique constraint of " + where);
        table.uniqueNamed(unique.text("name", name + "_" + String.join("_", names) + "_key"), names);
    }

    private void addForeignKey(Table.Builder table, JsonNode declaration) {
        String place = "A foreign key of " + where;
        Fields key = new Fields(declaration, place, "name", "columns", "table", "targetColumns", "onDelete");
        List<String> from = known(key.texts("columns"), place);
        List<String> to = key.has("targetColumns") ? key.texts("targetColumns") : List.of("id");
        if (from.size() != to.size()) {
            throw new Mistake(place + " has " + from.size() + " columns for " + to.size() + " of its target");
        }
        String constraint = key.text("name", name + "_" + String.join("_", from) + "_fkey");
        table.foreignKey(constraint, from, key.text("table"), to, onDelete(key.text("onDelete", "no action"), place));
    }

    private List<String> known(List<String> names, String place) {
        if (names.isEmpty()) {
            throw new Mistake(place + " names no columns");
        }
        for (String column : names) {
            if (!columns.containsKey(column)) {
                throw new Mistake(place + " names column \"" + column + "\", which the table does not have");
            }
        }
        return names;
    }

    private static OnDelete onDelete(String text, String place) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "no action" -> OnDelete.NO_ACTION;
            case "restrict" -> OnDelete.RESTRICT;
            case "cascade" -> OnDelete.CASCADE;
            case "set null" -> OnDelete.SET_NULL;
            default ->
                throw new Mistake(place + " has the unknown onDelete \"" + text
                        + "\"; it is no action, restrict, cascade or set null");
        };
    }
}
