package com.connectgain.shared.pace;

import com.connectgain.shared.http.Problem;
import java.time.Duration;

/** Waiting within a request. An interruption ends the request: whoever runs it is going away. */
public final class Pause {

    private Pause() {}

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
