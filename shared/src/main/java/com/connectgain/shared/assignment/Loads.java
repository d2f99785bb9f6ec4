package com.connectgain.shared.assignment;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.HashMap;
import java.util.Map;

/** How much members have to do. */
public final class Loads {

    private static final int PAGE = 1000;

    /** Beyond it the comparison of loads is as good as any. */
    private static final int MOST_OPEN = 10_000;

    private Loads() {}

    /** How many open pieces of this work each member has; who has none is not named. */
    public static Map<String, Long> of(Store store, String tenant, Work work) {
        Map<String, Long> loads = new HashMap<>();
        AccessPath path = work.openColumn()
                .<AccessPath>map(column -> new AccessPath.Equal(column, work.openValue()))
                .orElse(new AccessPath.Whole());
        Slice slice = Slice.of(path, PAGE);
        Page page;
        int seen = 0;
        do {
            page = store.read(store.table(work.table()), tenant, slice);
            page.rows().stream()
                    .filter(row -> work != Work.DEAL || "OPEN".equals(row.text("status")))
                    .forEach(row -> row.find(work.column()).ifPresent(user -> loads.merge(user, 1L, Long::sum)));
            seen += page.rows().size();
            slice = slice.startingAfter(page.next());
        } while (!page.isLast() && seen < MOST_OPEN);
        return loads;
    }
}
