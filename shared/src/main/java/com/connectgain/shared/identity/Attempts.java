package com.connectgain.shared.identity;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Brakes on guessing: failed sign-ins by address and by origin, sign-ups and mails. Counted for unknown addresses as
 * for known ones, or the counting itself would tell them apart.
 */
public final class Attempts {

    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration BETWEEN_MAILS = Duration.ofMinutes(1);
    private static final long GUESSES = 10;

    /** From everywhere together: more than from one place, or anybody could lock anybody out. */
    private static final long GUESSES_PER_ADDRESS = 50;

    private static final long GUESSES_PER_ORIGIN = 100;
    private static final long SIGN_UPS_PER_ORIGIN = 60;
    private static final long MAILS_PER_ORIGIN = 120;
    private static final long UNLIMITED = 1_000_000;

    private final Operations operations;
    private final Clock clock;
    private final boolean local;

    Attempts(Operations operations, Clock clock, AuthSettings settings) {
        this.operations = operations;
        this.clock = clock;
        this.local = settings.local();
    }

    /** Counts a guess before it is checked, so that guesses sent side by side are all counted. */
    void beforeGuess(String address, String origin) {
        take(pair("guess", address, origin), GUESSES, WINDOW);
        take(anywhere(address), GUESSES_PER_ADDRESS, WINDOW);
        take(from(origin), local ? UNLIMITED : GUESSES_PER_ORIGIN, WINDOW);
    }

    /** A code has six digits: it is guessed at as a password is. */
    public void beforeCode(String address, String origin) {
        take("code#" + Hashes.sha256Hex(address), GUESSES, WINDOW);
        take(from(origin), local ? UNLIMITED : GUESSES_PER_ORIGIN, WINDOW);
    }

    /**
     * The right password was no guess: it wipes the slate of its address here, and takes back its own count from those
     * of everybody's guesses, which stay.
     */
    void succeeded(String address, String origin) {
        operations.release(key(pair("guess", address, origin), WINDOW));
        operations.uncount(key(anywhere(address), WINDOW));
        operations.uncount(key(from(origin), WINDOW));
    }

    private static String anywhere(String address) {
        return "guess#" + Hashes.sha256Hex(address);
    }

    private static String from(String origin) {
        return "guess-origin#" + origin;
    }

    private static String pair(String name, String address, String origin) {
        return name + "#" + Hashes.sha256Hex(address + "#" + origin);
    }

    public void beforeSignUp(String origin) {
        take("signup#" + origin, local ? UNLIMITED : SIGN_UPS_PER_ORIGIN, HOUR);
    }

    /** At most one mail of a kind a minute to one address. */
    public void beforeMail(String kind, String address, String origin) {
        take("mail-origin#" + origin, local ? UNLIMITED : MAILS_PER_ORIGIN, HOUR);
        Instant now = clock.instant();
        Instant free = now.plus(BETWEEN_MAILS);
        String key = "auth#mail#" + kind + "#" + Hashes.sha256Hex(address);
        operations
                .claim(key, Json.object().put("free", free.toEpochMilli()), free)
                .ifPresent(held -> {
                    Instant until = Instant.ofEpochMilli(held.path("free").asLong());
                    throw AuthProblems.mailedJustNow(Duration.between(now, until));
                });
    }

    private void take(String name, long most, Duration window) {
        Instant end = end(window);
        if (operations.countBelow(key(name, window), most, end.plus(window)).isEmpty()) {
            throw AuthProblems.tooManyAttempts(Duration.between(clock.instant(), end));
        }
    }

    private String key(String name, Duration window) {
        return "auth#" + name + "#" + end(window).getEpochSecond();
    }

    private Instant end(Duration window) {
        long length = window.toSeconds();
        return Instant.ofEpochSecond((clock.instant().getEpochSecond() / length + 1) * length);
    }
}
