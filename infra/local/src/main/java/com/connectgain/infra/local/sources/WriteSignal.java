package com.connectgain.infra.local.sources;

import java.time.Duration;

/** Tells the readers of streams that somebody wrote, so that they need not look all the time. */
public final class WriteSignal {

    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(1);

    private long lastAt = System.nanoTime() - LONG.toNanos();

    public synchronized void raise() {
        lastAt = System.nanoTime();
        notifyAll();
    }

    /** Waits a moment while there are writes, and until the next one when there have been none. */
    void await() throws InterruptedException {
        if (System.nanoTime() - lastRaised() < LONG.toNanos()) {
            Thread.sleep(SHORT);
        } else {
            awaitNext();
        }
    }

    private synchronized long lastRaised() {
        return lastAt;
    }

    private synchronized void awaitNext() throws InterruptedException {
        if (System.nanoTime() - lastAt >= LONG.toNanos()) {
            wait(LONG.toMillis());
        }
    }
}
