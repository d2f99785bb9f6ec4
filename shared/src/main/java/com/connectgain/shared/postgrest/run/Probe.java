package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.KeyPage;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.ArrayList;
import java.util.List;

/**
 * What the keys say of a filter's selectivity, at a twentieth of the price of the rows.
 *
 * @param few whether the rows are few enough to be read and sorted
 * @param rest how to read them all the same
 */
record Probe(boolean few, Plan rest) {

    private static final int FEW = 500;
    private static final int MOST_FEW = 4_000;
    private static final int PATHS_AT_ONCE = 16;

    /** @param needed how many rows the request needs at least, if there are as many */
    static Probe of(Store store, Table table, String tenant, Plan narrow, long needed) {
        int most = 2 * Math.clamp(needed, FEW / 2, MOST_FEW / 2);
        return switch (narrow) {
            case Plan.Text(var matches) -> {
                List<RowKey> keys = store.search(table, tenant, matches);
                yield new Probe(keys.size() <= most, new Plan.Found(keys, narrow.name()));
            }
            case Plan.Paths paths
            when hasKeys(paths) -> {
                List<KeyPage> pages = Parallel.map(
                        paths.slices(), PATHS_AT_ONCE, slice -> store.readKeys(table, tenant, atMost(slice, most + 1)));
                List<RowKey> keys = new ArrayList<>();
                pages.forEach(page -> keys.addAll(page.keys()));
                boolean few = keys.size() <= most && pages.stream().allMatch(KeyPage::isLast);
                yield new Probe(few, few ? new Plan.Found(keys, narrow.name()) : narrow);
            }
            default -> new Probe(true, narrow);
        };
    }

    private static boolean hasKeys(Plan.Paths paths) {
        return paths.slices().stream()
                .map(Slice::path)
                .allMatch(path -> path instanceof AccessPath.Equal || path instanceof AccessPath.Posted);
    }

    private static Slice atMost(Slice slice, int limit) {
        return new Slice(slice.path(), slice.descending(), slice.from(), slice.to(), limit, slice.after());
    }
}
