package com.connectgain.shared.identity;

import com.connectgain.shared.crypto.Tokens;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Access tokens with the claims that Supabase clients and our own callers read. */
final class AccessTokens {

    private final Tokens tokens;
    private final String issuer;

    AccessTokens(Tokens tokens, AuthSettings settings) {
        this.tokens = tokens;
        this.issuer = settings.issuer();
    }

    String sign(User user, Row session, Instant now, long seconds) {
        long issued = now.getEpochSecond();
        ObjectNode claims = Json.object()
                .put("iss", issuer)
                .put("sub", user.id())
                .put("aud", "authenticated")
                .put("exp", issued + seconds)
                .put("iat", issued)
                .put("email", user.email())
                .put("phone", "");
        claims.set("app_metadata", user.appMetadata());
        claims.set("user_metadata", user.metadata());
        claims.put("role", "authenticated").put("aal", "aal1");
        claims.putArray("amr")
                .addObject()
                .put("method", session.text("method"))
                .put("timestamp", session.instant("created_at").orElse(now).getEpochSecond());
        return tokens.sign(claims.put("session_id", session.id()).put("is_anonymous", false));
    }
}
