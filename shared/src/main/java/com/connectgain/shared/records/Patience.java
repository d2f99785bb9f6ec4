package com.connectgain.shared.records;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.pace.Pause;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long a writer that keeps losing races tries again, and how long it waits before each time: the longer, the more
 * others there seem to be, and never as long as them.
 */
final class Patience {

    /** Whoever waits for the answer waits 29 seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final long FIRST_PAUSE = 8;
    private static final long LONGEST_PAUSE = 1000;

    private final long end = System.nanoTime() + LONGEST.toNanos();
    private long bound = FIRST_PAUSE;

    void pause() {
        if (System.nanoTime() > end) {
            throw Problem.of(409, "40001", "could not serialize access due to concurrent update");
        }
        Pause.of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound) + 1));
        bound = Math.min(2 * bound, LONGEST_PAUSE);
    }
}
