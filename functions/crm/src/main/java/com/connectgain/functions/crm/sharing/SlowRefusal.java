package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Problem;
import java.time.Duration;
import java.util.function.Supplier;

/** Refuses no sooner than after a fixed time: how long it takes tells neither whether a link is known nor why not. */
final class SlowRefusal {

    private static final Duration FLOOR = Duration.ofMillis(300);

    private SlowRefusal() {}

    static <T> T of(Supplier<T> work) {
        long started = System.nanoTime();
        try {
            return work.get();
        } catch (Problem refusal) {
            pause(FLOOR.minusNanos(System.nanoTime() - started));
            throw refusal;
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
