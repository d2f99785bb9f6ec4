package com.connectgain.shared.pace;

import com.connectgain.shared.http.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers no sooner than a fixed time, so that how long an answer takes tells nothing of what was looked up for it. */
public final class SteadyPace {

    private static final Duration FLOOR = Duration.ofMillis(300);

    private SteadyPace() {}

    public static <T> T of(Supplier<T> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } finally {
            waitFor(started);
        }
    }

    /** For work whose success is no secret: only refusals are slow. */
    public static <T> T ofRefusals(Supplier<T> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } catch (Problem refusal) {
            waitFor(started);
            throw refusal;
        }
    }

    private static void waitFor(long started) {
        Pause.of(FLOOR.minusNanos(System.nanoTime() - started));
    }
}
