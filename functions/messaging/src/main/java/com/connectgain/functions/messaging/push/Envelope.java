package com.connectgain.functions.messaging.push;

import com.connectgain.shared.crypto.Hashes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A payload that only one browser can read: {@code aes128gcm} in one record, as RFC 8291 has it. */
public final class Envelope {

    static final int SALT = 16;
    private static final int RECORD = 4096;
    private static final int KEY = 16;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;
    private static final int LONGEST = 3800;
    private static final byte LAST_RECORD = 2;

    private Envelope() {}

    /**
     * @param receiver the browser's public key, {@code p256dh}
     * @param auth the browser's secret
     * @param sender a pair that is used for this message alone
     * @param salt random
     */
    public static byte[] seal(byte[] payload, byte[] receiver, byte[] auth, KeyPair sender, byte[] salt)
            throws GeneralSecurityException {
        if (payload.length > LONGEST) {
            throw new GeneralSecurityException("A push message takes " + LONGEST + " bytes");
        }
        byte[] own = P256.raw((ECPublicKey) sender.getPublic());
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
        agreement.init(sender.getPrivate());
        agreement.doPhase(P256.publicKey(receiver), true);
        byte[] input = expand(
                Hashes.hmacSha256(auth, agreement.generateSecret()),
                joined("WebPush: info\0".getBytes(StandardCharsets.US_ASCII), receiver, own),
                32);
        byte[] secret = Hashes.hmacSha256(salt, input);
        byte[] key = expand(secret, "Content-Encoding: aes128gcm\0".getBytes(StandardCharsets.US_ASCII), KEY);
        byte[] nonce = expand(secret, "Content-Encoding: nonce\0".getBytes(StandardCharsets.US_ASCII), NONCE);
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        byte[] sealed = cipher.doFinal(joined(payload, new byte[] {LAST_RECORD}));
        return ByteBuffer.allocate(SALT + 4 + 1 + own.length + sealed.length)
                .put(salt)
                .putInt(RECORD)
                .put((byte) own.length)
                .put(own)
                .put(sealed)
                .array();
    }

    /** HKDF's second step, where one block is enough. */
    private static byte[] expand(byte[] key, byte[] info, int length) {
        return Arrays.copyOf(Hashes.hmacSha256(key, joined(info, new byte[] {1})), length);
    }

    private static byte[] joined(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
