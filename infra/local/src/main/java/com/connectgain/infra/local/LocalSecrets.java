package com.connectgain.infra.local;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;

/** The secrets that AWS would hold, made once per data folder so that tokens and encrypted fields outlive a restart. */
final class LocalSecrets {

    private static final String FILE = "secrets.json";
    private static final int KEY_BYTES = 32;
    private static final int KEY_DAYS = 3650;

    private final ObjectNode values;

    private LocalSecrets(ObjectNode values) {
        this.values = values;
    }

    static LocalSecrets in(DataFolder data) {
        return new LocalSecrets(data.read(FILE).map(Json::readObject).orElseGet(() -> {
            ObjectNode made = make();
            data.write(FILE, Json.write(made));
            return made;
        }));
    }

    String json() {
        return Json.write(values);
    }

    String anonKey() {
        return values.path("anon_key").asText();
    }

    String serviceRoleKey() {
        return values.path("service_role_key").asText();
    }

    private static ObjectNode make() {
        String jwtSecret = HexFormat.of().formatHex(random());
        return Json.object()
                .put("jwt_secret", jwtSecret)
                .put("anon_key", key(jwtSecret, "anon"))
                .put("service_role_key", key(jwtSecret, "service_role"))
                .put("encryption_key", Base64.getEncoder().encodeToString(random()));
    }

    private static byte[] random() {
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }

    /** A key of the Supabase kind: a JWT that says nothing but its role. */
    private static String key(String secret, String role) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        SignedJWT token = new SignedJWT(
                new JWSHeader(JWSAlgorithm.HS256),
                new JWTClaimsSet.Builder()
                        .issuer("connectgain")
                        .claim("role", role)
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plus(KEY_DAYS, ChronoUnit.DAYS)))
                        .build());
        try {
            token.sign(new MACSigner(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (JOSEException impossible) {
            throw new IllegalStateException(impossible);
        }
        return token.serialize();
    }
}
