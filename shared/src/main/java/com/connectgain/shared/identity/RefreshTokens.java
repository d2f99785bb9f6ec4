package com.connectgain.shared.identity;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.crypto.Secrets;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Supplier;

/**
 * Refresh tokens. Only their hashes are stored, and yet a client that lost an answer, or sent the same refresh twice at
 * once, must get the same successor again: so a successor is computed from its predecessor with the server's secret.
 */
final class RefreshTokens {

    private static final int BYTES = 32;

    private final Supplier<Secrets> secrets;

    RefreshTokens(Supplier<Secrets> secrets) {
        this.secrets = secrets;
    }

    String first() {
        return RandomText.urlSafe(BYTES);
    }

    String after(String token) {
        byte[] key = ("refresh-token#" + secrets.get().jwtSecret()).getBytes(StandardCharsets.UTF_8);
        byte[] next = Hashes.hmacSha256(key, token.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(next);
    }

    String hash(String token) {
        return Hashes.sha256Hex(token);
    }
}
