package com.connectgain.functions.data.auth;

import com.connectgain.shared.crypto.Tokens;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Sessions;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.identity.Users;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The signed-in person of a request, with GoTrue's own refusals. */
final class Bearers {

    private static final String SCHEME = "bearer ";

    /** A person and the session their token is of. */
    record Bearer(User user, Row session) {

        boolean isRecovery() {
            return session.text("client").equals(Sessions.Client.RECOVERY.name());
        }
    }

    private final Tokens tokens;
    private final Users users;
    private final Sessions sessions;

    Bearers(Tokens tokens, Users users, Sessions sessions) {
        this.tokens = tokens;
        this.users = users;
        this.sessions = sessions;
    }

    Bearer require(Request request) {
        ObjectNode claims = claims(token(request));
        String userId = claims.path("sub").asText("");
        if (userId.isEmpty()) {
            throw Problem.of(403, "bad_jwt", "invalid claim: missing sub claim");
        }
        User user = users.find(userId)
                .orElseThrow(() -> Problem.of(403, "user_not_found", "User from sub claim in JWT does not exist"));
        Row session =
                sessions.open(claims.path("session_id").asText(""), user).orElseThrow(AuthProblems::sessionNotFound);
        return new Bearer(user, session);
    }

    /** The documents answer an expired token with 401 where GoTrue has 403; its code is GoTrue's. */
    private ObjectNode claims(String token) {
        try {
            return tokens.verify(token);
        } catch (Problem refused) {
            throw Problem.of(401, "bad_jwt", refused.getMessage());
        }
    }

    private static String token(Request request) {
        return request.header("authorization")
                .map(String::strip)
                .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                .map(value -> value.substring(SCHEME.length()).strip())
                .filter(token -> !token.isEmpty())
                .orElseThrow(() -> Problem.of(401, "no_authorization", "This endpoint requires a valid Bearer token"));
    }
}
