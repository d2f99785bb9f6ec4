package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.ResultRow;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.List;
import java.util.function.Predicate;

/**
 * All rows of a level, a chunk at a time in the order in which they are found: for files that no memory holds. Nothing
 * is sorted, so only an order that a path has by itself can be asked for.
 */
final class RowStream {

    private static final int CHUNK = 500;

    private final Store store;
    private final String tenant;

    RowStream(Store store, String tenant) {
        this.store = store;
        this.tenant = tenant;
    }

    /** @param more takes a chunk, and says whether the next one is wanted */
    void each(BoundLevel level, Predicate<List<ResultRow>> more) {
        Table table = store.table(level.table().name());
        Plan plan = oneByOne(new Planner(table, tenant, level).plan());
        requireOrder(level, plan);
        Candidates candidates = new Candidates(store, table, tenant, plan, CHUNK, Budget.unlimited());
        for (List<Row> chunk = candidates.next(); !chunk.isEmpty(); chunk = candidates.next()) {
            // What a reading remembers goes with its chunk.
            List<ResultRow> rows = new Reading(store, tenant).complete(level, chunk);
            if (!rows.isEmpty() && !more.test(rows)) {
                return;
            }
        }
    }

    /** Paths that would be drained together are walked one after the other, or the whole table in their place. */
    private static Plan oneByOne(Plan plan) {
        return switch (plan) {
            case Plan.Probed(var narrow, var ordered) -> oneByOne(narrow);
            case Plan.Paths paths
            when paths.order() == null && paths.slices().size() > 1 ->
                new Plan.Paths(paths.slices(), "", false, paths.rank(), paths.covers());
            case Plan.Union union ->
                new Plan.Paths(List.of(Slice.of(new AccessPath.Whole(), CHUNK)), null, false, Planner.WHOLE, false);
            default -> plan;
        };
    }

    private static void requireOrder(BoundLevel level, Plan plan) {
        if (level.order().isEmpty()) {
            return;
        }
        boolean ordered = plan instanceof Plan.Paths paths
                && paths.order() != null
                && level.order().size() == 1
                && paths.order()
                        .equals(level.order().getFirst().operand().column().name());
        if (!ordered) {
            throw Problem.badRequest("These rows can only be ordered by created_at");
        }
    }
}
