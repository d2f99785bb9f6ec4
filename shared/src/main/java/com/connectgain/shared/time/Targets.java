package com.connectgain.shared.time;

import java.time.Duration;
import java.time.Instant;

/** What is said of a target that is not met yet. */
public final class Targets {

    private static final double RISKY_SHARE = 0.8;

    private Targets() {}

    /** From when on it is at risk: once most of the time allowed is over. */
    public static Instant riskyFrom(Instant start, Instant due) {
        return start.plusMillis(
                (long) (RISKY_SHARE * Duration.between(start, due).toMillis()));
    }
}
