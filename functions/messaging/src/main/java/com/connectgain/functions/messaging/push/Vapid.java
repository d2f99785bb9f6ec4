package com.connectgain.functions.messaging.push;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;

/**
 * Who sends, in the push services' eyes: one key pair of the installation, made when it is first needed and sealed.
 * Subscriptions are bound to its public key, so it never changes.
 */
final class Vapid {

    private static final String KEY = "vapid-keys";
    private static final Duration ENDLESS = Duration.ofDays(36_500);

    /** Push services refuse tokens that are good for more than a day. */
    private static final Duration VALID = Duration.ofHours(12);

    private final Operations operations;
    private final Vault vault;
    private final Clock clock;
    private final String subject;

    /** @param subject whom a push service may write to, as a {@code mailto:} or {@code https:} URL */
    Vapid(Operations operations, Vault vault, Clock clock, String subject) {
        this.operations = operations;
        this.vault = vault;
        this.clock = clock;
        this.subject = subject;
    }

    /** What a browser subscribes with: the raw point, base64url. */
    String publicKey() throws GeneralSecurityException {
        return keys().path("public").asText();
    }

    /** The Authorization header for a push service. */
    String authorization(URI endpoint) throws GeneralSecurityException {
        ObjectNode keys = keys();
        byte[] secret =
                Base64.getUrlDecoder().decode(vault.open(keys.path("private").asText()));
        String audience = endpoint.getScheme() + "://" + endpoint.getRawAuthority();
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).build(),
                new JWTClaimsSet.Builder()
                        .audience(audience)
                        .expirationTime(Date.from(clock.instant().plus(VALID)))
                        .subject(subject)
                        .build());
        try {
            token.sign(new ECDSASigner(P256.privateKey(secret)));
        } catch (JOSEException unusable) {
            throw new GeneralSecurityException(unusable);
        }
        return "vapid t=" + token.serialize() + ", k=" + keys.path("public").asText();
    }

    private ObjectNode keys() throws GeneralSecurityException {
        var known = operations.find(KEY);
        if (known.isPresent()) {
            return known.get();
        }
        KeyPair pair = P256.newPair();
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String secret = encoder.encodeToString(P256.raw((ECPrivateKey) pair.getPrivate()));
        ObjectNode fresh = Json.object()
                .put("public", encoder.encodeToString(P256.raw((ECPublicKey) pair.getPublic())))
                .put("private", vault.seal(secret));
        // Of several at once, the first one's are everybody's.
        return operations.claim(KEY, fresh, clock.instant().plus(ENDLESS)).orElse(fresh);
    }
}
