package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The brake on guessing a link's password: so many tries in a quarter of an hour, from one place and from all. */
final class Guesses {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final long FROM_ONE_PLACE = 10;

    /** More than from one place, or anybody could lock everybody out. */
    private static final long FROM_EVERYWHERE = 100;

    private final Operations operations;
    private final Clock clock;

    Guesses(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** Counts a try before it is checked, so that tries sent side by side are all counted. */
    void before(String token, String origin) {
        take(place(token, origin), FROM_ONE_PLACE);
        take(everywhere(token), FROM_EVERYWHERE);
    }

    /** Who knows the password was not guessing. */
    void succeeded(String token, String origin) {
        operations.release(place(token, origin));
        operations.release(everywhere(token));
    }

    private void take(String key, long most) {
        Instant end = end();
        if (operations.countBelow(key, most, end.plus(WINDOW)).isEmpty()) {
            throw SharedProblems.tooManyAttempts(Duration.between(clock.instant(), end));
        }
    }

    private String place(String token, String origin) {
        return "shared-guess#" + Hashes.sha256Hex(token + "#" + origin) + "#" + end().getEpochSecond();
    }

    private String everywhere(String token) {
        return "shared-guesses#" + Hashes.sha256Hex(token) + "#" + end().getEpochSecond();
    }

    private Instant end() {
        long length = WINDOW.toSeconds();
        return Instant.ofEpochSecond((clock.instant().getEpochSecond() / length + 1) * length);
    }
}
