package com.connectgain.shared.catalog.file;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A JSON document that declares tables: {@code {"tables": [{"name", "scope": "none", "columns": [{"name", "type",
 * "notNull", "primaryKey", "unique", "default", "start", "values"}], "primaryKey": [], "uniques": [{"name",
 * "columns"}], "foreignKeys": [{"name", "columns", "table", "targetColumns", "onDelete"}]}]}}. Only {@code name} and
 * {@code columns} of a table and {@code name} and {@code type} of a column have to be there.
 *
 * @param maxRows what a level of an answer gives at most; the member of that name beside {@code tables}
 */
public record CatalogFile(Catalog catalog, long maxRows) {

    private static final long MOST_ROWS = 1_000;

    /** What is wrong with a catalog, in a sentence for whoever wrote it. */
    public static final class Mistake extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Mistake(String message) {
            super(message);
        }
    }

    /** @param source the document itself, or the path of its file */
    public static CatalogFile read(String source) {
        JsonNode document = parse(source);
        Fields fields = new Fields(document, "The catalog", "tables", "maxRows");
        Map<String, Table> tables = new LinkedHashMap<>();
        for (JsonNode declaration : fields.list("tables")) {
            Table table = TableDeclaration.read(declaration);
            if (tables.put(table.name(), table) != null) {
                throw new Mistake("Table \"" + table.name() + "\" is declared twice");
            }
        }
        tables.values().forEach(table -> checkReferences(table, tables));
        return new CatalogFile(Catalog.of(tables.values()), fields.number("maxRows", MOST_ROWS));
    }

    private static JsonNode parse(String source) {
        byte[] text;
        try {
            text = source.stripLeading().startsWith("{")
                    ? source.getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(Path.of(source));
        } catch (IOException unreadable) {
            throw new Mistake("The file " + source + " cannot be read");
        }
        try {
            return Json.parse(text);
        } catch (JsonProcessingException malformed) {
            throw new Mistake("This is no JSON: " + malformed.getOriginalMessage());
        }
    }

    private static void checkReferences(Table table, Map<String, Table> tables) {
        for (Table.Reference reference : table.references()) {
            Table target = tables.get(reference.table());
            String where = "Foreign key \"" + reference.constraint() + "\"";
            if (target == null) {
                throw new Mistake(where + " refers to table \"" + reference.table() + "\", which is not declared");
            }
            for (String column : reference.targetColumns()) {
                if (target.column(column).isEmpty()) {
                    throw new Mistake(
                            where + " refers to column \"" + column + "\", which \"" + target + "\" does not have");
                }
            }
        }
    }
}
