package com.connectgain.shared.kernel;

import java.security.SecureRandom;
import java.util.UUID;

/** Identifiers: UUID version 7, so that ids sort by creation and spread nothing over the key space. */
public final class Ids {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    public static String next() {
        return at(System.currentTimeMillis());
    }

    /** An id whose time part is {@code epochMillis}. */
    public static String at(long epochMillis) {
        byte[] noise = new byte[10];
        RANDOM.nextBytes(noise);
        long high = epochMillis << 16 | 0x7000L | (noise[0] & 0x0FL) << 8 | noise[1] & 0xFFL;
        long low = 0x80L | noise[2] & 0x3FL;
        for (int i = 3; i < 10; i++) {
            low = low << 8 | noise[i] & 0xFFL;
        }
        return new UUID(high, low).toString();
    }
}
