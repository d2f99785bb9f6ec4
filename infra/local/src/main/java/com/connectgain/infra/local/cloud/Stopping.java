package com.connectgain.infra.local.cloud;

import java.util.concurrent.Callable;

/** Stops a server whose stop method may throw anything. */
final class Stopping {

    private Stopping() {}

    static void run(Callable<?> stop) {
        try {
            stop.call();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }
}
