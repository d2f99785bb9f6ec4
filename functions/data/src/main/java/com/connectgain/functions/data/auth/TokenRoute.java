package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Sessions.Client;
import com.connectgain.shared.identity.SignedIn;

/** {@code POST /token}: what a session is given for. */
final class TokenRoute {

    private final Identity identity;
    private final CodeExchange codes;

    TokenRoute(Identity identity, CodeExchange codes) {
        this.identity = identity;
        this.codes = codes;
    }

    Response answer(Request request) {
        String grant = request.parameter("grant_type").orElse("");
        SignedIn session = switch (grant) {
            case "password" -> password(request);
            case "refresh_token" -> refresh(Body.of(request));
            case "pkce" -> codes.redeem(Body.of(request));
            default -> throw Problem.of(400, "invalid_credentials", "unsupported_grant_type");
        };
        return Response.ok(UserJson.session(session)).withHeader("Cache-Control", "no-store");
    }

    private SignedIn password(Request request) {
        Body body = Body.of(request);
        String email = body.text("email").orElse(null);
        if (email == null) {
            throw body.text("phone").isPresent()
                    ? Problem.of(422, "phone_provider_disabled", "Phone logins are disabled")
                    : AuthProblems.validation("missing email or phone");
        }
        String password = body.text("password").orElse("");
        return identity.signIn().withPassword(email, password, request.sourceIp(), Client.WEB);
    }

    private SignedIn refresh(Body body) {
        String token = body.text("refresh_token").orElseThrow(() -> AuthProblems.validation("refresh_token required"));
        return identity.sessions().refresh(token);
    }
}
