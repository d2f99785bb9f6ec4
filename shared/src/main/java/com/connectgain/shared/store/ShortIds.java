package com.connectgain.shared.store;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/** Ids at the start of keys in 22 characters instead of 36. What is not a canonical id stays as it is. */
final class ShortIds {

    private static final int LONG = 36;
    private static final int SHORT = 22;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private ShortIds() {}

    /** @param identified whether the key is known to begin with an id */
    static String shorten(String key, boolean identified) {
        if (!identified || !isCanonical(key)) {
            return key;
        }
        UUID id = UUID.fromString(key.substring(0, LONG));
        ByteBuffer bytes =
                ByteBuffer.allocate(16).putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
        return ENCODER.encodeToString(bytes.array()) + key.substring(LONG);
    }

    /** The id that {@link #shorten} was given, for keys that are an id and nothing else. */
    static String restore(String key, boolean identified) {
        if (!identified || key.length() != SHORT) {
            return key;
        }
        ByteBuffer bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(key));
        return new UUID(bytes.getLong(), bytes.getLong()).toString();
    }

    private static boolean isCanonical(String key) {
        if (key.length() < LONG) {
            return false;
        }
        for (int i = 0; i < LONG; i++) {
            char c = key.charAt(i);
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? c != '-' : (c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }
}
