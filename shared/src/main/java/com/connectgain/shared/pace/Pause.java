package com.connectgain.shared.pace;

import com.connectgain.shared.http.Problem;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting within a request. An interruption ends the request: whoever runs it is going away. */
public final class Pause {

    private static final int FIRST = 5;
    private static final int DOUBLINGS = 7;

    private Pause() {}

    /**
     * Before whoever lost a race tries again: the longer the more often, and anything up to that, so that racing writers
     * spread out instead of meeting again.
     */
    public static void afterLoss(int losses) {
        long bound = (long) FIRST << Math.min(losses, DOUBLINGS);
        of(Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound) + 1));
    }

    /** Not at all, where {@code time} is not positive. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted");
        }
    }
}
