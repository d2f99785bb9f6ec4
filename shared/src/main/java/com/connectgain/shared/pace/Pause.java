package com.connectgain.shared.pace;

import com.connectgain.shared.http.Problem;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Waiting within a request. An interruption ends the request: whoever runs it is going away. */
public final class Pause {

    private static final int FIRST = 5;
    private static final int DOUBLINGS = 7;

    /** For so many attempts of others there should be room for each race that was lost. */
    private static final int ROOM = 4;

    static final Duration LONGEST = Duration.ofSeconds(5);

    private Pause() {}

    /** Before the store is asked again that refused: the longer the more often, and anything up to that. */
    public static void afterRefusal(int refusals) {
        upTo((long) FIRST << Math.min(refusals, DOUBLINGS));
    }

    /**
     * Before whoever lost a race tries again. Only one of the attempts at a time succeeds, and the others slow it down:
     * so writers wait by what an attempt takes, which is longer the more of them there are, and the longer the more
     * often they lost. With a wait that does not grow with the attempts, twice the writers take four times as long.
     *
     * @param attempt how long the one took that was lost
     * @param atMost for who has so much time left and no more
     */
    static void afterLoss(int losses, Duration attempt, Duration atMost) {
        upTo(Math.clamp(atMost.toMillis(), 1, bound(losses, attempt)));
    }

    static long bound(int losses, Duration attempt) {
        long millis = Math.clamp(attempt.toMillis(), FIRST, LONGEST.toMillis());
        return Math.min(millis * ROOM * losses, LONGEST.toMillis());
    }

    private static void upTo(long bound) {
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
