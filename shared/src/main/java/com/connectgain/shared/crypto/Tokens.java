package com.connectgain.shared.crypto;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Clock;
import java.util.function.Supplier;

/** JSON Web Tokens, HS256 and nothing else: a token that names another algorithm, or none, is not ours. */
public final class Tokens {

    private static final JWSHeader HEADER =
            new JWSHeader.Builder(JWSAlgorithm.HS256).type(JOSEObjectType.JWT).build();

    private final Supplier<Secrets> secrets;
    private final Clock clock;

    public Tokens(Supplier<Secrets> secrets, Clock clock) {
        this.secrets = secrets;
        this.clock = clock;
    }

    public String sign(ObjectNode claims) {
        try {
            JWSObject token = new JWSObject(HEADER, new Payload(Json.write(claims)));
            token.sign(new MACSigner(key()));
            return token.serialize();
        } catch (JOSEException unusableKey) {
            throw new IllegalStateException("jwt_secret cannot sign", unusableKey);
        }
    }

    /** The claims of a token that we signed and whose time has come and not passed; otherwise the documented 401. */
    public ObjectNode verify(String jwt) {
        ObjectNode claims = claims(jwt);
        long now = clock.instant().getEpochSecond();
        JsonNode expires = claims.path("exp");
        if (!expires.isMissingNode() && (!expires.isNumber() || expires.asLong() <= now)) {
            throw Problem.unauthorized("JWT expired");
        }
        JsonNode begins = claims.path("nbf");
        if (!begins.isMissingNode() && (!begins.isNumber() || begins.asLong() > now)) {
            throw invalid();
        }
        return claims;
    }

    private ObjectNode claims(String jwt) {
        try {
            JWSObject token = JWSObject.parse(jwt);
            if (JWSAlgorithm.HS256.equals(token.getHeader().getAlgorithm())
                    && token.verify(new MACVerifier(key()))
                    && Json.parse(token.getPayload().toBytes()) instanceof ObjectNode claims) {
                return claims;
            }
        } catch (ParseException | JOSEException | JsonProcessingException | IllegalArgumentException malformed) {
            throw invalid();
        }
        throw invalid();
    }

    private byte[] key() {
        return secrets.get().jwtSecret().getBytes(StandardCharsets.UTF_8);
    }

    private static Problem invalid() {
        return Problem.unauthorized("Invalid JWT");
    }
}
