package com.connectgain.shared.tags;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;

/**
 * Gives a tag another name on every row that carries it, or takes it from them. The carriers come first and the
 * definition last, so that a change that was interrupted can be asked for again, and then finishes.
 */
public final class TagChange {

    private static final int PAGE = 200;
    private static final String DEFINITIONS = "tags";
    private static final String CAMPAIGNS = "campaigns";
    private static final List<String> AUDIENCES = List.of("target_tags", "excluded_tags");

    private final Store store;
    private final Records records;

    public TagChange(Store store, Records records) {
        this.store = store;
        this.records = records;
    }

    /**
     * @param changed rows by table
     * @param finished false when time was up before all were
     */
    public record Result(Map<String, Integer> changed, boolean finished) {}

    /** @param to the new name; null takes the tag away */
    public Result run(Writing writing, String from, String to, BooleanSupplier timeIsUp) {
        Map<String, Integer> changed = new TreeMap<>();
        for (Table table : TagCarriers.of(store.catalog())) {
            AccessPath path = new AccessPath.Posted(TagCarriers.COLUMN, from);
            if (!change(writing, table, path, List.of(TagCarriers.COLUMN), from, to, changed, timeIsUp)) {
                return new Result(changed, false);
            }
        }
        // A campaign for a tag that is gone reaches nobody, and shall: it does not become one for everybody.
        if (to != null
                && !change(
                        writing,
                        store.table(CAMPAIGNS),
                        new AccessPath.Whole(),
                        AUDIENCES,
                        from,
                        to,
                        changed,
                        timeIsUp)) {
            return new Result(changed, false);
        }
        define(writing, from, to);
        return new Result(changed, true);
    }

    private boolean change(
            Writing writing,
            Table table,
            AccessPath path,
            List<String> columns,
            String from,
            String to,
            Map<String, Integer> changed,
            BooleanSupplier timeIsUp) {
        Slice slice = Slice.of(path, PAGE);
        while (true) {
            Page page = store.read(table, writing.tenant(), slice);
            List<Row> rows = page.rows().stream()
                    .filter(row -> columns.stream().anyMatch(column -> has(row.get(column), from)))
                    .toList();
            List<Row> written = records.update(
                    writing,
                    rows,
                    values -> {
                        ObjectNode after = values.deepCopy().put("updated_at", writing.timestamp());
                        columns.forEach(column -> after.set(column, replaced(values.path(column), from, to)));
                        return after;
                    },
                    row -> columns.stream().anyMatch(column -> has(row.get(column), from)));
            if (!written.isEmpty()) {
                changed.merge(table.name(), written.size(), Integer::sum);
            }
            if (page.isLast()) {
                return true;
            }
            if (timeIsUp.getAsBoolean()) {
                return false;
            }
            slice = slice.startingAfter(page.next());
        }
    }

    private static boolean has(JsonNode tags, String tag) {
        return tags.valueStream().anyMatch(element -> element.asText().equals(tag));
    }

    /** A row that has the new name already keeps it once. */
    static ArrayNode replaced(JsonNode tags, String from, String to) {
        Set<String> after = new LinkedHashSet<>();
        for (JsonNode tag : tags) {
            if (!tag.asText().equals(from)) {
                after.add(tag.asText());
            } else if (to != null) {
                after.add(to);
            }
        }
        ArrayNode array = Json.array();
        after.forEach(array::add);
        return array;
    }

    private void define(Writing writing, String from, String to) {
        List<Row> definitions =
                store.readAll(store.table(DEFINITIONS), writing.tenant(), new AccessPath.Whole()).stream()
                        .filter(row -> from.equals(row.text("name")))
                        .toList();
        if (to == null) {
            records.delete(writing, definitions);
        } else {
            records.update(
                    writing,
                    definitions,
                    values -> values.deepCopy().put("name", to).put("updated_at", writing.timestamp()),
                    row -> from.equals(row.text("name")));
        }
    }
}
