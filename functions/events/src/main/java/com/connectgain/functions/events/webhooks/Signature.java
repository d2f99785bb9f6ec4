package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.crypto.Hashes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** The two signatures of a delivery: the documented one, and that of Standard Webhooks. */
final class Signature {

    /** Secrets so written carry their key in base64; others are the key themselves. */
    private static final String ENCODED = "whsec_";

    private Signature() {}

    /** HMAC-SHA256 over the bytes that are sent, in lower-case hex. */
    static String documented(String secret, byte[] body) {
        return Hashes.hmacSha256Hex(secret, body);
    }

    /** Over id, time of this attempt and body, so that an old delivery cannot be replayed as a new one. */
    static String standard(String secret, String id, Instant at, byte[] body) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream(body.length + 64);
        signed.writeBytes((id + "." + at.getEpochSecond() + ".").getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return "v1," + Base64.getEncoder().encodeToString(Hashes.hmacSha256(key(secret), signed.toByteArray()));
    }

    private static byte[] key(String secret) {
        if (secret.startsWith(ENCODED)) {
            try {
                return Base64.getDecoder().decode(secret.substring(ENCODED.length()));
            } catch (IllegalArgumentException notEncoded) {
                // A secret that only looks like one.
            }
        }
        return secret.getBytes(StandardCharsets.UTF_8);
    }
}
