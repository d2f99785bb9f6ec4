package com.connectgain.functions.crm.sla;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import java.time.Instant;
import java.util.List;

/** Support issues whose standing time alone has changed: at risk, violated. The trigger of the table judges. */
public final class IssueClock {

    private static final String ISSUES = "project_issues";

    /** Of each shard of the due index; the next tick takes what is left. */
    private static final int MOST = 200;

    private static final int AT_ONCE = 8;

    private final Kernel kernel;

    public IssueClock(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @return how many were looked at */
    public int tick() {
        Instant now = kernel.clock().instant();
        List<Row> due = kernel.store().due(kernel.store().table(ISSUES), DateTimes.print(now), MOST);
        Parallel.map(due, AT_ONCE, issue -> judge(issue, now));
        return due.size();
    }

    private List<Row> judge(Row issue, Instant now) {
        Writing writing = new Writing(kernel.store(), issue.organization(), null, now);
        return kernel.records().update(writing, List.of(issue), values -> values.deepCopy(), row -> true);
    }
}
