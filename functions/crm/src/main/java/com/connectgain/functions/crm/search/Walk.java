package com.connectgain.functions.crm.search;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Looks at rows, the newest first, until a window is full. What it takes to fill it is bounded: beyond that the answer
 * is a refusal, never a list that is silently short.
 */
final class Walk {

    static final int MOST_EXAMINED = 50_000;

    private static final int PIECE = 1_000;

    private final Store store;
    private final Table table;
    private final String tenant;
    private int examined;

    Walk(Store store, Table table, String tenant) {
        this.store = store;
        this.table = table;
        this.tenant = tenant;
    }

    /** Whether these are all there are: beyond what a search looks at, only some were listed. */
    static boolean isFeasible(Collection<String> listed) {
        return listed.size() <= MOST_EXAMINED;
    }

    static Problem tooMany() {
        return Problem.of(413, "54000", "The search would examine more than " + MOST_EXAMINED + " rows")
                .withHint("Add a search term, or a tag.");
    }

    /**
     * @param ids of the rows that may be meant
     * @param kept those of some rows that are meant, in their order
     */
    Found among(Collection<String> ids, Window window, UnaryOperator<List<Row>> kept) {
        List<String> newest = ids.stream().sorted(Comparator.reverseOrder()).toList();
        List<Row> found = new ArrayList<>();
        for (int from = 0; from < newest.size() && found.size() <= window.end(); ) {
            // One more than wanted tells whether there are more.
            int to = Math.min(newest.size(), from + Math.min(PIECE, window.end() + 1 - found.size()));
            examine(store.findAll(table, tenant, newest.subList(from, to)), found, kept);
            from = to;
        }
        return cut(window, found);
    }

    /** As {@link #among}, where any row of the table may be meant. */
    Found overAll(Window window, UnaryOperator<List<Row>> kept) {
        List<Row> found = new ArrayList<>();
        Slice slice = Slice.of(new AccessPath.Whole(), Math.min(PIECE, window.end() + 1))
                .newestFirst();
        Page page;
        do {
            page = store.read(table, tenant, slice);
            examine(page.rows(), found, kept);
            slice = slice.startingAfter(page.next());
        } while (!page.isLast() && found.size() <= window.end());
        return cut(window, found);
    }

    private void examine(List<Row> rows, List<Row> found, UnaryOperator<List<Row>> kept) {
        examined += rows.size();
        if (examined > MOST_EXAMINED) {
            throw tooMany();
        }
        found.addAll(kept.apply(rows));
    }

    private static Found cut(Window window, List<Row> found) {
        int from = Math.min(window.offset(), found.size());
        int to = Math.min(window.end(), found.size());
        return new Found(List.copyOf(found.subList(from, to)), found.size() > window.end());
    }
}
