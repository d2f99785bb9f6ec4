package com.connectgain.functions.crm.sla;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Targets of support projects that changed: the open issues are measured by them. The trigger of the issues does the
 * measuring; this clock only touches them, and again where a tick ended before the mark was taken away.
 */
public final class TargetsClock {

    private static final String TARGETS = "project_sla_config";
    private static final String ISSUES = "project_issues";
    private static final String MARK = "apply_at";

    /** Of each shard of the due index; the next tick takes what is left. */
    private static final int MOST = 20;

    private static final int PAGE = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Kernel kernel;

    public TargetsClock(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @return how many projects were measured anew */
    public int tick() {
        Instant now = kernel.clock().instant();
        long end = System.nanoTime() + PATIENCE.toNanos();
        int applied = 0;
        for (Row targets : kernel.store().due(kernel.store().table(TARGETS), DateTimes.print(now), MOST)) {
            if (System.nanoTime() - end > 0) {
                break;
            }
            apply(new Writing(kernel.store(), targets.organization(), null, now), targets);
            applied++;
        }
        return applied;
    }

    private void apply(Writing writing, Row targets) {
        Slice slice = Slice.of(new AccessPath.Equal("project_id", targets.text("project_id")), PAGE);
        while (true) {
            Page page = kernel.store().read(kernel.store().table(ISSUES), writing.tenant(), slice);
            List<Row> open = page.rows().stream()
                    .filter(issue -> issue.find("resolved_at").isEmpty())
                    .toList();
            kernel.records()
                    .update(
                            writing,
                            open,
                            values -> values.deepCopy(),
                            issue -> issue.find("resolved_at").isEmpty());
            if (page.isLast()) {
                break;
            }
            slice = slice.startingAfter(page.next());
        }
        // Targets that changed again meanwhile have a later mark and wait for the next tick.
        kernel.records()
                .update(
                        writing,
                        List.of(targets),
                        values -> values.deepCopy().putNull(MARK),
                        row -> row.get(MARK).equals(targets.get(MARK)));
    }
}
