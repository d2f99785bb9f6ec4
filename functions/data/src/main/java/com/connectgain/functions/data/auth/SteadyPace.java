package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Response;
import java.time.Duration;
import java.util.function.Supplier;

/** Answers no sooner than a fixed time, so that how long an answer takes does not tell whether an address is known. */
final class SteadyPace {

    private static final Duration FLOOR = Duration.ofMillis(250);

    Response answer(Supplier<Response> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } finally {
            pause(FLOOR.minusNanos(System.nanoTime() - started));
        }
    }

    private static void pause(Duration left) {
        if (left.isNegative()) {
            return;
        }
        try {
            Thread.sleep(left);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
