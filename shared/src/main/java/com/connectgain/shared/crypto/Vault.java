package com.connectgain.shared.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Values encrypted at rest with AES-256-GCM, as {@code enc:v1:<key id>:<nonce and ciphertext>}. The key id says which
 * key opens a value, so that the key can be changed while old values still open and are sealed anew when written.
 */
public final class Vault {

    private static final String PREFIX = "enc:v1:";
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int KEY_ID_CHARACTERS = 8;
    private static final int SHOWN = 4;

    private final Supplier<Secrets> secrets;

    public Vault(Supplier<Secrets> secrets) {
        this.secrets = secrets;
    }

    public static boolean isSealed(String text) {
        return text != null && text.startsWith(PREFIX);
    }

    public String seal(String plain) {
        byte[] key = secrets.get().encryptionKey();
        String header = PREFIX + idOf(key) + ":";
        byte[] nonce = RandomText.bytes(NONCE);
        byte[] cipherText = run(Cipher.ENCRYPT_MODE, key, nonce, header, plain.getBytes(StandardCharsets.UTF_8));
        byte[] both = ByteBuffer.allocate(NONCE + cipherText.length)
                .put(nonce)
                .put(cipherText)
                .array();
        return header + Base64.getUrlEncoder().withoutPadding().encodeToString(both);
    }

    public String open(String sealed) {
        if (!isSealed(sealed)) {
            throw new IllegalArgumentException("Not a sealed value");
        }
        int colon = sealed.indexOf(':', PREFIX.length());
        if (colon < 0) {
            throw new IllegalArgumentException("Not a sealed value");
        }
        byte[] both = Base64.getUrlDecoder().decode(sealed.substring(colon + 1));
        if (both.length < NONCE) {
            throw new IllegalArgumentException("Not a sealed value");
        }
        byte[] key = keyWithId(sealed.substring(PREFIX.length(), colon));
        byte[] nonce = Arrays.copyOf(both, NONCE);
        byte[] cipherText = Arrays.copyOfRange(both, NONCE, both.length);
        byte[] plain = run(Cipher.DECRYPT_MODE, key, nonce, sealed.substring(0, colon + 1), cipherText);
        return new String(plain, StandardCharsets.UTF_8);
    }

    /** What a reader may see of a secret: enough to recognise it, too little to use it. */
    public String mask(String plain) {
        if (plain == null || plain.isEmpty()) {
            return plain;
        }
        String tail = plain.length() < 4 * SHOWN ? "" : plain.substring(plain.length() - SHOWN);
        return "••••" + tail;
    }

    private byte[] keyWithId(String id) {
        Secrets current = secrets.get();
        List<byte[]> former = current.formerEncryptionKeys();
        return Stream.concat(Stream.of(current.encryptionKey()), former.stream())
                .filter(key -> idOf(key).equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No encryption key with id " + id));
    }

    private static String idOf(byte[] key) {
        return HexFormat.of().formatHex(Hashes.sha256(key)).substring(0, KEY_ID_CHARACTERS);
    }

    private static byte[] run(int mode, byte[] key, byte[] nonce, String header, byte[] input) {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(header.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(input);
        } catch (GeneralSecurityException tampered) {
            throw new IllegalStateException("A sealed value cannot be opened", tampered);
        }
    }
}
