package com.connectgain.shared.pace;

import java.time.Duration;

/**
 * One writer's attempts at what others want to write as well. It begins with the first attempt; each one that is lost is
 * followed by a wait, and the next attempt by the end of it.
 */
public final class Race {

    private int losses;
    private long began = System.nanoTime();

    public void lost() {
        lost(Pause.LONGEST);
    }

    /** @param atMost for who has so much time left and no more */
    public void lost(Duration atMost) {
        Duration attempt = Duration.ofNanos(System.nanoTime() - began);
        Pause.afterLoss(++losses, attempt, atMost);
        began = System.nanoTime();
    }
}
