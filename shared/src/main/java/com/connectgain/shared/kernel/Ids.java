package com.connectgain.shared.kernel;

import com.connectgain.shared.crypto.Hashes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.UUID;

/** Identifiers: UUID version 7, so that ids sort by creation and spread nothing over the key space. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private static final long NANOS_OF_A_MILLI = 1_000_000;
    private static final long FRACTIONS = 4_096;
    private static final int NOISE = 10;

    private Ids() {}

    /** Sorts after what was made before by the same process: the bits below the millisecond are time as well. */
    public static String next() {
        Instant now = Instant.now();
        UUID noise = UUID.fromString(at(now.toEpochMilli()));
        long fraction = now.getNano() % NANOS_OF_A_MILLI * FRACTIONS / NANOS_OF_A_MILLI;
        return new UUID(noise.getMostSignificantBits() & ~(FRACTIONS - 1) | fraction, noise.getLeastSignificantBits())
                .toString();
    }

    /** An id whose time part is {@code epochMillis}. */
    public static String at(long epochMillis) {
        byte[] noise = new byte[NOISE];
        RANDOM.nextBytes(noise);
        return at(epochMillis, noise);
    }

    private static String at(long epochMillis, byte[] noise) {
        long high = epochMillis << 16 | 0x7000L | (noise[0] & 0x0FL) << 8 | noise[1] & 0xFFL;
        long low = 0x80L | noise[2] & 0x3FL;
        for (int i = 3; i < NOISE; i++) {
            low = low << 8 | noise[i] & 0xFFL;
        }
        return new UUID(high, low).toString();
    }

    /** The same id for the same name and time, for work that may be done again and must leave one row. */
    public static String derived(Instant at, String name) {
        byte[] hash = Hashes.sha256(name.getBytes(StandardCharsets.UTF_8));
        return at(at.toEpochMilli(), hash);
    }
}
