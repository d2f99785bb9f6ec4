package com.connectgain.functions.data.auth;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Sessions.Client;
import com.connectgain.shared.identity.Sessions.Method;
import com.connectgain.shared.identity.SignedIn;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;

/**
 * Codes that only the client which asked for the link can turn into a session, because only it knows the verifier of
 * the challenge it sent (PKCE). A code lives five minutes and is good for one exchange.
 */
final class CodeExchange {

    private static final Duration LIFE = Duration.ofMinutes(5);
    private static final int BYTES = 24;

    private final Operations operations;
    private final Clock clock;
    private final Identity identity;

    CodeExchange(Operations operations, Clock clock, Identity identity) {
        this.operations = operations;
        this.clock = clock;
        this.identity = identity;
    }

    String issue(User user, Client client, String challenge) {
        String code = RandomText.urlSafe(BYTES);
        ObjectNode state = Json.object()
                .put("user_id", user.id())
                .put("client", client.name())
                .put("challenge", challenge);
        operations.put(key("code", code), state, clock.instant().plus(LIFE));
        return code;
    }

    SignedIn redeem(Body body) {
        String code = body.text("auth_code").orElse("");
        String verifier = body.text("code_verifier").orElse("");
        if (code.isEmpty() || verifier.isEmpty()) {
            throw AuthProblems.validation("invalid request: both auth code and code verifier should be non-empty");
        }
        ObjectNode state = operations.find(key("code", code)).orElseThrow(CodeExchange::unknown);
        if (!Hashes.equal(
                expected(state.path("challenge").asText(), verifier),
                state.path("challenge").asText())) {
            throw Problem.of(400, "bad_code_verifier", "code challenge does not match previously saved code verifier");
        }
        if (!operations.claim(key("code-used", code), clock.instant().plus(LIFE))) {
            throw unknown();
        }
        User user = identity.users().find(state.path("user_id").asText()).orElseThrow(CodeExchange::unknown);
        Client client = Client.valueOf(state.path("client").asText());
        return identity.sessions().start(user, client, Method.OTP);
    }

    private static String expected(String challenge, String verifier) {
        if (challenge.startsWith("plain:")) {
            return "plain:" + verifier;
        }
        byte[] digest = Hashes.sha256(verifier.getBytes(StandardCharsets.US_ASCII));
        return "s256:" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    }

    private static String key(String kind, String code) {
        return "auth#" + kind + "#" + Hashes.sha256Hex(code);
    }

    private static Problem unknown() {
        return Problem.of(404, "flow_state_not_found", "invalid flow state, no valid flow state found");
    }
}
