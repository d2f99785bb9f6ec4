package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.postgrest.query.Assembly;
import com.connectgain.shared.postgrest.query.BoundEmbed;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.Evaluation;
import com.connectgain.shared.postgrest.query.Operand;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.query.ResultPage;
import com.connectgain.shared.postgrest.query.ResultRow;
import com.connectgain.shared.postgrest.query.RowOrder;
import com.connectgain.shared.postgrest.query.SortKey;
import com.connectgain.shared.postgrest.request.RowRange;
import com.connectgain.shared.records.Disclosure;
import com.connectgain.shared.sql.Values;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One request's reads: candidates of a plan, checked, embedded, ordered, cut. Not thread-safe; made per request. */
final class Reading {

    /** An inner embed that leaves at most this many parents' keys is resolved before its parents. */
    private static final int MOST_SEMI_JOIN_KEYS = 50;

    private static final int PATHS_AT_ONCE = 16;
    private static final int SMALLEST_CHUNK = 50;
    private static final int MOST_OF_A_CUT = 1_000;
    /** How long an order is walked for rows of a filter that looked common, next to the rows that are needed. */
    private static final int LONGEST_WALK = 2_000;

    private final Store store;
    private final String tenant;
    private final Budget budget = new Budget();
    private final Assembly assembly = new Assembly(new Related(this));
    private final Map<ObjectNode, Row> origins = Collections.synchronizedMap(new IdentityHashMap<>());
    private final List<Step> steps = Collections.synchronizedList(new ArrayList<>());

    Reading(Store store, String tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    /** The rows of the level's range; the total is only true when it was asked for. */
    ResultPage page(BoundLevel asked, boolean counted) {
        BoundLevel level = semiJoined(asked);
        Table table = store.table(level.table().name());
        Plan plan = new Planner(table, tenant, level).plan();
        RowRange range = level.range();
        long needed = counted || range.limit() == null ? Long.MAX_VALUE : sum(range.offset(), range.limit());
        if (counted && isPlainCount(level)) {
            long total = store.count(table, tenant);
            return new ResultPage(page(level, false).rows(), total);
        }
        if (needed == 0) {
            return new ResultPage(List.of(), 0);
        }
        List<ResultRow> kept = gather(level, table, plan, needed);
        if (!level.order().isEmpty()) {
            kept.sort(new RowOrder(level.order()));
        }
        int from = (int) Math.min(range.offset(), kept.size());
        int to = range.limit() == null ? kept.size() : (int) Math.min(kept.size(), sum(from, range.limit()));
        List<ResultRow> cut = kept.subList(from, to);
        List<ResultRow> complete = level.needsEmbedsFirst()
                ? cut
                : assembly.rows(level, cut.stream().map(ResultRow::row).toList());
        return new ResultPage(complete, kept.size());
    }

    /** All rows that satisfy the level's filters, as the store has them. */
    List<Row> matching(BoundLevel asked) {
        BoundLevel level = semiJoined(asked);
        Table table = store.table(level.table().name());
        Plan plan = new Planner(table, tenant, level).plan();
        List<ResultRow> kept = gather(level, table, plan, Long.MAX_VALUE);
        RowRange range = level.range();
        if (!level.order().isEmpty()) {
            kept.sort(new RowOrder(level.order()));
        }
        int from = (int) Math.min(range.offset(), kept.size());
        int to = range.limit() == null ? kept.size() : (int) Math.min(kept.size(), sum(from, range.limit()));
        return kept.subList(from, to).stream()
                .map(row -> origins.get(row.row()))
                .toList();
    }

    /** The rows of a write, as the level shows them, with the secrets that the write has set. */
    List<ResultRow> shown(BoundLevel level, List<Row> rows, Disclosure disclosure) {
        List<ObjectNode> views = new ArrayList<>(rows.size());
        for (Row row : rows) {
            ObjectNode view = view(row);
            disclosure.reveal(row, view);
            views.add(view);
        }
        return assembly.rows(level, views);
    }

    /** Those of these rows that satisfy the level, as it shows them. */
    List<ResultRow> complete(BoundLevel level, List<Row> rows) {
        List<ResultRow> kept = kept(level, rows);
        return level.needsEmbedsFirst()
                ? kept
                : assembly.rows(level, kept.stream().map(ResultRow::row).toList());
    }

    long examined() {
        return budget.examined();
    }

    /** What was done so far, for an explanation. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    /** Any offset may be asked for; none may turn negative. */
    private static long sum(long left, long right) {
        return left > Long.MAX_VALUE - right ? Long.MAX_VALUE : left + right;
    }

    private static boolean isPlainCount(BoundLevel level) {
        return level.filter().equals(Predicate.ALWAYS)
                && !level.needsEmbedsFirst()
                && level.table().scope() == Table.Scope.ORGANIZATION
                && level.table().expiry().isEmpty();
    }

    private List<ResultRow> gather(BoundLevel level, Table table, Plan plan, long needed) {
        if (!(plan instanceof Plan.Probed(var narrow, var ordered))) {
            steps.add(Step.of(table, plan));
            return walk(level, table, plan, needed, Long.MAX_VALUE).orElseThrow();
        }
        if (needed == Long.MAX_VALUE) {
            return gather(level, table, narrow, needed);
        }
        Probe probe = Probe.of(store, table, tenant, narrow, needed);
        if (!probe.few()) {
            Optional<List<ResultRow>> soon =
                    walk(level, table, ordered, needed, sum(LONGEST_WALK, sum(needed, needed)));
            if (soon.isPresent()) {
                steps.add(Step.of(table, ordered));
                return soon.get();
            }
        }
        return gather(level, table, probe.rest(), needed);
    }

    /**
     * Reads candidates until enough of them are kept, and, where the order has more keys, until no tie is cut.
     *
     * @return nothing when that would take more than {@code most} rows
     */
    private Optional<List<ResultRow>> walk(BoundLevel level, Table table, Plan plan, long needed, long most) {
        boolean streams = level.order().isEmpty() || plan instanceof Plan.Paths paths && paths.order() != null;
        boolean exact = plan instanceof Plan.Paths paths && paths.covers() && !level.needsEmbedsFirst();
        // One more than needed shows whether the last one has a tie.
        long first = streams && exact && needed < Long.MAX_VALUE
                ? needed + (level.order().size() > 1 ? 1 : 0)
                : Math.max(SMALLEST_CHUNK, Math.min(needed, 500) * 2);
        long examined = 0;
        Candidates candidates =
                new Candidates(store, table, tenant, plan, (int) Math.min(first, Integer.MAX_VALUE), budget);
        List<ResultRow> kept = new ArrayList<>();
        for (List<Row> chunk = candidates.next(); !chunk.isEmpty(); chunk = candidates.next()) {
            kept.addAll(kept(level, chunk));
            examined += chunk.size();
            if (streams && kept.size() >= needed && cutsNoTie(level, kept, needed, view(chunk.getLast()))) {
                break;
            }
            if (examined > most) {
                return Optional.empty();
            }
        }
        return Optional.of(kept);
    }

    private List<ResultRow> kept(BoundLevel level, List<Row> chunk) {
        List<ObjectNode> rows = new ArrayList<>(chunk.size());
        for (Row row : chunk) {
            ObjectNode view = view(row);
            if (Evaluation.keeps(level.filter(), view)) {
                rows.add(view);
            }
        }
        if (level.needsEmbedsFirst()) {
            return assembly.page(ranged(level, RowRange.ALL), rows).rows();
        }
        return rows.stream().map(row -> new ResultRow(row, List.of())).toList();
    }

    private ObjectNode view(Row row) {
        ObjectNode view = Masking.view(row.table(), row.values());
        origins.put(view, row);
        return view;
    }

    /** The path orders by the first key only: rows that tie with the last one needed must all have been seen. */
    private static boolean cutsNoTie(BoundLevel level, List<ResultRow> kept, long needed, ObjectNode last) {
        if (level.order().size() < 2) {
            return true;
        }
        Operand key = level.order().getFirst().operand();
        JsonNode lastNeeded = key.value(kept.get((int) needed - 1).row());
        JsonNode lastSeen = key.value(last);
        if (lastNeeded == null || lastSeen == null) {
            return lastNeeded != lastSeen;
        }
        return Values.compare(key.type(), lastNeeded, lastSeen) != 0;
    }

    private static BoundLevel ranged(BoundLevel level, RowRange range) {
        return new BoundLevel(
                level.table(),
                level.output(),
                level.filter(),
                level.embedFilter(),
                List.<SortKey>of(),
                range,
                level.embeds());
    }

    /**
     * Where an inner embed to one is itself narrow (channels of one type, contacts of one name), its keys become a
     * condition on the parents, which then have a path of their own.
     */
    private BoundLevel semiJoined(BoundLevel level) {
        BoundLevel joined = level;
        for (BoundEmbed embed : level.embeds()) {
            boolean narrows = embed.inner()
                    && embed.relationship().isToOne()
                    && embed.relationship().junction() == null
                    && embed.relationship().fromColumns().size() == 1
                    && !embed.level().filter().equals(Predicate.ALWAYS)
                    && !embed.level().needsEmbedsFirst();
            if (narrows) {
                joined = semiJoined(joined, embed);
            }
        }
        return joined;
    }

    private BoundLevel semiJoined(BoundLevel level, BoundEmbed embed) {
        Table parents = store.table(level.table().name());
        String from = embed.relationship().fromColumns().getFirst();
        String to = embed.relationship().toColumns().getFirst();
        if (!parents.equalityColumns().contains(from) && !parents.primaryKey().equals(List.of(from))) {
            return level;
        }
        Table target = store.table(embed.level().table().name());
        Plan plan = new Planner(target, tenant, embed.level()).plan();
        if (plan.rank() > Planner.TEXT) {
            return level;
        }
        List<ResultRow> found = gather(embed.level(), target, plan, MOST_SEMI_JOIN_KEYS + 1L);
        if (found.size() > MOST_SEMI_JOIN_KEYS) {
            return level;
        }
        var column = parents.column(from).orElseThrow();
        List<JsonNode> keys = found.stream()
                .map(row -> row.row().path(to))
                .filter(value -> !value.isNull())
                .toList();
        Predicate narrowed = new Predicate.Membership(new Operand(column, List.of(), column.type()), keys);
        return level.withFilter(new Predicate.And(List.of(level.filter(), narrowed)));
    }

    /**
     * For each value the rows of a table whose {@code column} equals it.
     *
     * @param cut when not null, only as many of each as its range needs, in the direction of its order
     */
    Map<JsonNode, List<ObjectNode>> byColumn(Table bound, String column, List<JsonNode> values, BoundLevel cut) {
        Table table = store.table(bound.name());
        Map<JsonNode, List<ObjectNode>> rows = new LinkedHashMap<>();
        values.forEach(value -> rows.put(value, new ArrayList<>()));
        List<Row> found;
        boolean byKey = table.primaryKey().equals(List.of(column));
        boolean byPath = isPath(table, column);
        steps.add(Step.embedded(table, column, byKey, byPath));
        if (byKey) {
            found = store.findByPrimaryKey(table, tenant, values);
        } else if (byPath) {
            found = Parallel.map(values, PATHS_AT_ONCE, value -> path(table, column, value, cut)).stream()
                    .flatMap(List::stream)
                    .toList();
        } else {
            found = whole(table);
        }
        budget.spend(byKey || byPath ? found.size() : 0);
        // A row that changes its parent meanwhile stands on both paths of the index, but has one parent.
        Set<RowKey> placed = new HashSet<>();
        for (Row row : found) {
            List<ObjectNode> related = rows.get(row.get(column));
            if (related != null && placed.add(row.key())) {
                related.add(view(row));
            }
        }
        return rows;
    }

    private static boolean isPath(Table table, String column) {
        return table.partition().filter(column::equals).isPresent()
                || table.equalityColumns().contains(column);
    }

    private List<Row> path(Table table, String column, JsonNode value, BoundLevel cut) {
        AccessPath path = table.partition().filter(column::equals).isPresent()
                ? new AccessPath.Partition(value.asText())
                : new AccessPath.Equal(column, value.asText());
        if (cut == null) {
            return store.readAll(table, tenant, path);
        }
        int enough = Math.clamp(sum(cut.range().offset(), cut.range().limit()), 1, Integer.MAX_VALUE);
        Slice slice = Slice.of(path, Math.min(enough, MOST_OF_A_CUT));
        Slice next = cut.order().getFirst().descending() ? slice.newestFirst() : slice;
        List<Row> rows = new ArrayList<>();
        // An index may still name rows that have expired or moved on: they do not count.
        for (Page page = null; (page == null || !page.isLast()) && rows.size() < enough; ) {
            page = store.read(table, tenant, next);
            page.rows().stream().filter(row -> row.get(column).equals(value)).forEach(rows::add);
            next = next.startingAfter(page.next());
        }
        return rows;
    }

    private List<Row> whole(Table table) {
        Candidates all = new Candidates(
                store,
                table,
                tenant,
                new Plan.Paths(List.of(Slice.of(new AccessPath.Whole(), 0)), null, false, Planner.WHOLE, false),
                1000,
                budget);
        List<Row> rows = new ArrayList<>();
        for (List<Row> chunk = all.next(); !chunk.isEmpty(); chunk = all.next()) {
            rows.addAll(chunk);
        }
        return rows;
    }
}
