package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.catalog.Type;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a row keeps in the ops table beside itself. A function of the row alone, so that it can always be rebuilt. */
final class Entries {

    /** One ops item of a row. */
    sealed interface Entry {
        String partition();

        String sort();

        /** When the row is gone and the entry with it, in epoch seconds; null for rows that stay. */
        Long expires();

        /** One element of an array column: {@code phones}, {@code tags}. */
        record Posting(String partition, String sort, Long expires) implements Entry {}

        /** The holder of a unique value. Taken with {@code attribute_not_exists}. */
        record Claim(String partition, String sort, Unique unique, Long expires) implements Entry {}

        /** The events that the row waits for; those of one tenant stand together. */
        record Listener(String partition, String sort, Set<String> events, Long expires) implements Entry {}

        /** The folded text that free-text search reads. */
        record Search(String partition, String sort, String text, Long expires) implements Entry {}
    }

    static final int SEARCH_SHARDS = 8;

    private Entries() {}

    /** The entries of a row by their key. */
    static Map<RowKey, Entry> of(Table table, ObjectNode row, RowKey key) {
        Map<RowKey, Entry> entries = new LinkedHashMap<>();
        String home = RowKeys.home(table, RowKeys.tenant(table, row));
        String sort = key.sort();
        Long expires = RowItems.expiry(table, row).map(Instant::getEpochSecond).orElse(null);
        List<JsonNode> searched = new ArrayList<>();
        for (Column column : table.columns()) {
            JsonNode value = row.path(column.name());
            if (column.isPosted()) {
                for (JsonNode element : value) {
                    for (String posted : element.isNull() ? List.<String>of() : column.postings(element.asText())) {
                        add(entries, new Entry.Posting(posting(home, column.name(), posted), sort, expires));
                    }
                }
            }
            if (column.isSearched()) {
                searched.add(value);
            }
        }
        if (!searched.isEmpty()) {
            String text = SearchText.of(searched);
            add(entries, new Entry.Search(search(table, home, shard(sort)), searchSort(table, sort), text, expires));
        }
        Set<String> heard = table.heardBy(row);
        if (!heard.isEmpty()) {
            String partition = listeners(RowKeys.tenant(table, row));
            add(entries, new Entry.Listener(partition, listener(table, sort), heard, expires));
        }
        for (Unique unique : table.uniques()) {
            if (unique.when().test(row) && complete(unique, row)) {
                add(entries, new Entry.Claim(claim(table, home, unique, row), "-", unique, expires));
            }
        }
        return entries;
    }

    private static void add(Map<RowKey, Entry> entries, Entry entry) {
        entries.put(new RowKey(entry.partition(), entry.sort()), entry);
    }

    /** SQL: a null is never equal to anything, so a row with one in it is not constrained. */
    private static boolean complete(Unique unique, ObjectNode row) {
        for (String column : unique.columns()) {
            if (row.path(column).isNull() || row.path(column).isMissingNode()) {
                return false;
            }
        }
        return true;
    }

    static String posting(String home, String column, String value) {
        return "posting#" + home + "#" + column + "#" + RowKeys.part(value);
    }

    static String listeners(String tenant) {
        return "listeners#" + tenant;
    }

    private static String listener(Table table, String sort) {
        return table.name() + "#" + sort;
    }

    /** The table of the row that a listener belongs to. */
    static String tableOfListener(String listenerSort) {
        return listenerSort.substring(0, listenerSort.indexOf('#'));
    }

    /** Free-text search reads every search row of a table: their keys are as short as they can be. */
    static String search(Table table, String home, int shard) {
        return "s#" + shard + "#" + ShortIds.shorten(home, table.scope() == Table.Scope.ORGANIZATION);
    }

    private static String searchSort(Table table, String sort) {
        return ShortIds.shorten(sort, isIdentified(table));
    }

    /** The sort key of the row that a search row belongs to. */
    static String rowSort(Table table, String searchSort) {
        return ShortIds.restore(searchSort, isIdentified(table));
    }

    private static boolean isIdentified(Table table) {
        return table.partition().isEmpty()
                && table.primaryKey().size() == 1
                && table.column(table.primaryKey().getFirst())
                        .filter(column -> column.type().kind() == Type.Kind.UUID)
                        .isPresent();
    }

    static String claim(Table table, String home, Unique unique, ObjectNode row) {
        String space = unique.everywhere() ? table.name() : home;
        StringBuilder key =
                new StringBuilder("claim#").append(space).append('#').append(unique.name());
        for (String column : unique.columns()) {
            key.append('#').append(RowKeys.part(row.path(column)));
        }
        return key.toString();
    }

    static int shard(String sort) {
        return Math.floorMod(sort.hashCode(), SEARCH_SHARDS);
    }
}
