package com.connectgain.functions.crm.duplicates;

import java.time.Duration;

/** How long one invocation works before it leaves the rest to the next one. */
record Deadline(long nanos) {

    static Deadline in(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - nanos > 0;
    }
}
