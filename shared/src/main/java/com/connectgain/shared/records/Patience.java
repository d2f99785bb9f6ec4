package com.connectgain.shared.records;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.pace.Race;
import java.time.Duration;

/**
 * What a writer does who lost a race and will try again: it waits, the longer the more often it lost, and never as long
 * as the others. It has to read again after the wait, not before: else the next race is lost already.
 */
final class Patience {

    /** Since the request began: whoever waits for its answer waits 29 seconds. */
    private static final Duration REQUEST = Duration.ofSeconds(24);

    /** Of a write that begins late, or in a worker, which nobody waits for. */
    private static final Duration LEAST = Duration.ofSeconds(4);

    private final long end;
    private final Race race = new Race();

    Patience(Writing writing) {
        this.end = Math.max(writing.began() + REQUEST.toNanos(), System.nanoTime() + LEAST.toNanos());
    }

    void pause() {
        long now = System.nanoTime();
        if (now > end) {
            throw Problem.of(409, "40001", "could not serialize access due to concurrent update");
        }
        race.lost(Duration.ofNanos(end - now));
    }
}
