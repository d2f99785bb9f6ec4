package com.connectgain.account;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for an effect by looking again until a deadline. */
final class Awaiting {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Awaiting() {}

    static void until(BooleanSupplier effect) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!effect.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + PATIENCE);
            }
            try {
                Thread.sleep(50);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
