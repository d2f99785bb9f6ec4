package com.connectgain.shared.crypto;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/** Text that nobody can guess: API keys, tokens, nonces. The argument counts the random bytes, not the characters. */
public final class RandomText {

    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static byte[] bytes(int count) {
        byte[] noise = new byte[count];
        RANDOM.nextBytes(noise);
        return noise;
    }

    public static String hex(int bytes) {
        return HexFormat.of().formatHex(bytes(bytes));
    }

    public static String urlSafe(int bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(bytes));
    }

    /** So many decimal digits, for codes that people type. */
    public static String digits(int count) {
        StringBuilder digits = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            digits.append((char) ('0' + RANDOM.nextInt(10)));
        }
        return digits.toString();
    }
}
