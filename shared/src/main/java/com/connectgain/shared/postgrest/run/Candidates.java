package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rows a plan finds, in chunks that grow: a small answer costs a small read, a large one few calls. */
final class Candidates {

    private static final int LARGEST_CHUNK = 1_000;
    private static final int PATHS_AT_ONCE = 16;

    private final Store store;
    private final Table table;
    private final String tenant;
    private final Budget budget;
    private final Set<RowKey> seen = new HashSet<>();
    private final Deque<Slice> slices = new ArrayDeque<>();
    private final Deque<List<RowKey>> keys = new ArrayDeque<>();
    private final boolean repeats;
    private Plan pending;
    private int size;

    /** @param size how many rows the first chunk should have */
    Candidates(Store store, Table table, String tenant, Plan plan, int size, Budget budget) {
        this.store = store;
        this.table = table;
        this.tenant = tenant;
        this.budget = budget;
        this.size = Math.clamp(size, 1, LARGEST_CHUNK);
        this.repeats = !isInKeyOrder(plan);
        switch (plan) {
            case Plan.Paths paths
            when paths.order() != null || paths.slices().size() == 1 -> slices.addAll(paths.slices());
            case Plan.Found found -> chunk(found.keys());
            default -> pending = plan;
        }
    }

    /** The next rows, or an empty list when there are no more. A row that moved along its index comes once. */
    List<Row> next() {
        List<Row> rows = List.of();
        while (rows.isEmpty() && hasMore()) {
            List<Row> read = read();
            rows = repeats ? read.stream().filter(row -> seen.add(row.key())).toList() : read;
        }
        return rows;
    }

    /** A row has one key and keeps it, so that nothing needs to be remembered of a walk along the keys. */
    private static boolean isInKeyOrder(Plan plan) {
        return plan instanceof Plan.Paths paths
                && paths.slices().size() == 1
                && paths.slices().getFirst().path() instanceof AccessPath.Whole;
    }

    private void chunk(List<RowKey> found) {
        for (int from = 0; from < found.size(); from += LARGEST_CHUNK) {
            keys.add(found.subList(from, Math.min(found.size(), from + LARGEST_CHUNK)));
        }
    }

    private boolean hasMore() {
        return pending != null || !slices.isEmpty() || !keys.isEmpty();
    }

    private List<Row> read() {
        if (pending instanceof Plan.Text(var matches)) {
            pending = null;
            chunk(store.search(table, tenant, matches));
            return List.of();
        }
        if (pending != null) {
            Plan plan = pending;
            pending = null;
            return all(plan);
        }
        if (!keys.isEmpty()) {
            List<RowKey> next = keys.poll();
            budget.spend(next.size());
            return store.findAll(table, next);
        }
        Slice slice = slices.poll();
        Page page = store.read(table, tenant, sized(slice, size));
        if (!page.isLast()) {
            slices.addFirst(slice.startingAfter(page.next()));
        }
        size = Math.min(LARGEST_CHUNK, size * 2);
        budget.spend(page.rows().size());
        return page.rows();
    }

    private static Slice sized(Slice slice, int limit) {
        return new Slice(slice.path(), slice.descending(), slice.from(), slice.to(), limit, slice.after());
    }

    private List<Row> all(Plan plan) {
        return switch (plan) {
            case Plan.Nothing() -> List.of();
            case Plan.Keys(var values) -> natural(spent(store.findByPrimaryKey(table, tenant, values)));
            case Plan.Claimed(var constraint, var values) ->
                spent(store.findUnique(table, tenant, constraint, values).stream()
                        .filter(row -> table.scope() != Table.Scope.ORGANIZATION
                                || row.organization().equals(tenant))
                        .toList());
            case Plan.Paths paths ->
                distinct(Parallel.map(
                        paths.slices(),
                        PATHS_AT_ONCE,
                        slice -> drain(new Plan.Paths(List.of(slice), null, false, paths.rank(), false))));
            case Plan.Text text -> drain(text);
            case Plan.Found found -> drain(found);
            case Plan.Probed(var narrow, var ordered) -> drain(narrow);
            case Plan.Union(var plans) -> distinct(Parallel.map(plans, PATHS_AT_ONCE, this::drain));
        };
    }

    private List<Row> spent(List<Row> rows) {
        budget.spend(rows.size());
        return rows;
    }

    private List<Row> drain(Plan plan) {
        Candidates own = new Candidates(store, table, tenant, plan, LARGEST_CHUNK, budget);
        List<Row> rows = new ArrayList<>();
        for (List<Row> chunk = own.next(); !chunk.isEmpty(); chunk = own.next()) {
            rows.addAll(chunk);
        }
        return rows;
    }

    /** Without an order of its own a request gets the order of the keys, however its rows were found. */
    private static List<Row> natural(List<Row> rows) {
        return rows.stream()
                .sorted(Comparator.comparing(row -> row.key().sort()))
                .toList();
    }

    private static List<Row> distinct(List<List<Row>> found) {
        Map<RowKey, Row> rows = new LinkedHashMap<>();
        for (List<Row> some : found) {
            for (Row row : some) {
                rows.put(row.key(), row);
            }
        }
        return natural(List.copyOf(rows.values()));
    }
}
