package com.connectgain.functions.calls.mobile;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.identity.Sessions.Client;
import com.connectgain.shared.identity.SignedIn;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** {@code POST mobile-api/login}: a session of thirty days. */
final class MobileLogin {

    private final Identity identity;

    MobileLogin(Identity identity) {
        this.identity = identity;
    }

    Response answer(Request request) {
        ObjectNode body = request.jsonObject();
        String email = required(body, "email");
        String password = required(body, "password");
        SignedIn session = signIn(email, password, request.sourceIp());
        ObjectNode answer = Json.object()
                .put("access_token", session.accessToken())
                .put("refresh_token", session.refreshToken())
                .put("token_type", "bearer")
                .put("expires_in", session.expiresIn())
                .put("expires_at", session.expiresAt());
        answer.set("user", describe(session.user()));
        return Response.ok(answer).withHeader("Cache-Control", "no-store");
    }

    private static String required(ObjectNode body, String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.asText().isBlank()) {
            throw Problem.required(field);
        }
        if (!value.isTextual()) {
            throw Problem.badRequest(field + " must be a string");
        }
        return value.asText();
    }

    /** The app's documents have 401 and 403 where the auth API answers with GoTrue's statuses and codes. */
    private SignedIn signIn(String email, String password, String origin) {
        try {
            return identity.signIn().withPassword(email, password, origin, Client.MOBILE);
        } catch (Problem problem) {
            throw switch (problem.code()) {
                case "invalid_credentials" -> Problem.unauthorized("Invalid credentials");
                case "email_not_confirmed" -> Problem.forbidden(problem.getMessage());
                case "user_banned", "outside_login_schedule" -> Problem.forbidden(problem.getMessage());
                default -> problem;
            };
        }
    }

    private ObjectNode describe(User user) {
        Optional<Row> profile = user.activeOrganization()
                .flatMap(organization -> identity.members().find(organization, user.id()))
                .map(Membership::profile);
        return Json.object()
                .put("id", user.id())
                .put("first_name", text(profile, "first_name"))
                .put("last_name", text(profile, "last_name"))
                .put("email", user.email())
                .put("organization_id", user.activeOrganization().orElse(null))
                .put("avatar_url", text(profile, "avatar_url"));
    }

    private static String text(Optional<Row> row, String column) {
        return row.flatMap(found -> found.find(column)).orElse(null);
    }
}
