package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.http.Problem;
import java.util.concurrent.atomic.AtomicLong;

/** How many rows one request may look at. Beyond it the answer is an error, never a list that is silently short. */
final class Budget {

    static final long ROWS = 50_000;

    private final AtomicLong examined = new AtomicLong();
    private final long most;

    Budget() {
        this(ROWS);
    }

    private Budget(long most) {
        this.most = most;
    }

    /** For reads that hold one chunk at a time, whose bound is somebody else's. */
    static Budget unlimited() {
        return new Budget(Long.MAX_VALUE);
    }

    void spend(int rows) {
        if (examined.addAndGet(rows) > most) {
            throw Problem.of(413, "54000", "The request would examine more than " + ROWS + " rows")
                    .withDetails("No access path narrows this filter down far enough.")
                    .withHint("Add a limit together with an order by created_at, or a filter on an indexed column.");
        }
    }

    long examined() {
        return examined.get();
    }
}
