package com.connectgain.functions.crm.bulk;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;

/** Runs work that must see what the same work did just before: turns are counted by one request at a time. */
final class OneAtATime {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(12);
    private static final Duration PAUSE = Duration.ofMillis(40);

    private OneAtATime() {}

    static <T> T run(Operations operations, Clock clock, String name, Supplier<T> work) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!operations.claim(name, clock.instant().plus(LONGEST))) {
            if (System.nanoTime() - end > 0) {
                throw Problem.conflict("Another assignment is in progress").withHeader("Retry-After", "5");
            }
            pause();
        }
        try {
            return work.get();
        } finally {
            operations.release(name);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted");
        }
    }
}
