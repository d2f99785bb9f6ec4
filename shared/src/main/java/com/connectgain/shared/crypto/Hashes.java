package com.connectgain.shared.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Digests of secrets and messages, and their comparison in constant time. */
public final class Hashes {

    private static final String HMAC = "HmacSHA256";

    private Hashes() {}

    public static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String sha256Hex(String text) {
        return HexFormat.of().formatHex(sha256(utf8(text)));
    }

    public static byte[] hmacSha256(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public static String hmacSha256Hex(String key, byte[] message) {
        return HexFormat.of().formatHex(hmacSha256(utf8(key), message));
    }

    /** Equality that takes the same time wherever the texts differ; false when one of them is missing. */
    public static boolean equal(String one, String other) {
        return one != null && other != null && MessageDigest.isEqual(utf8(one), utf8(other));
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
