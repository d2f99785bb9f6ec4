package com.connectgain.functions.data.auth;

import com.connectgain.functions.data.auth.Bearers.Bearer;
import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Link;
import com.connectgain.shared.identity.NewAccount;
import com.connectgain.shared.identity.PasswordRules;
import com.connectgain.shared.identity.User;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Consumer;

/** {@code /user} and {@code /logout}: what signed-in people see and change of their own account. */
final class AccountRoute {

    private final Identity identity;
    private final Bearers bearers;

    AccountRoute(Identity identity, Bearers bearers) {
        this.identity = identity;
        this.bearers = bearers;
    }

    Response show(Request request) {
        return Response.ok(UserJson.user(bearers.require(request).user()));
    }

    Response change(Request request) {
        Bearer bearer = bearers.require(request);
        Body body = Body.of(request);
        if (body.object("app_metadata").isPresent()) {
            throw Problem.of(403, "not_admin", "Updating app_metadata requires admin privileges");
        }
        if (body.text("phone").isPresent()) {
            throw Problem.of(400, "phone_provider_disabled", "Phone logins are disabled");
        }
        Optional<String> newEmail =
                body.email().filter(email -> !email.equals(bearer.user().email()));
        newEmail.ifPresent(email -> requireFree(email, bearer.user(), request));
        Consumer<ObjectNode> change = metadataChange(bearer.user(), body);
        newEmail.ifPresent(email ->
                identity.attempts().beforeMail("email_change", bearer.user().email(), request.sourceIp()));
        User changed = write(
                bearer,
                request,
                body,
                change.andThen(values -> newEmail.ifPresent(email -> values.put("new_email", email))));
        newEmail.ifPresent(email -> mailChange(changed, email, request, body));
        return Response.ok(UserJson.user(changed));
    }

    private void requireFree(String email, User user, Request request) {
        identity.users()
                .findByEmail(email)
                .filter(holder -> !holder.id().equals(user.id()))
                .ifPresent(holder -> {
                    throw AuthProblems.emailExists();
                });
    }

    /** Keys are merged; a null removes its key. */
    private static Consumer<ObjectNode> metadataChange(User user, Body body) {
        Optional<ObjectNode> data = body.object("data").map(NewAccount::publicMetadata);
        data.ifPresent(added -> NewAccount.checkMetadata(merged(user.metadata(), added)));
        return values -> data.ifPresent(added -> {
            JsonNode current = values.path("user_metadata");
            values.set("user_metadata", merged(current, added));
        });
    }

    private static ObjectNode merged(JsonNode current, ObjectNode added) {
        ObjectNode merged = current instanceof ObjectNode object ? object.deepCopy() : Json.object();
        added.properties().forEach(entry -> {
            if (entry.getValue().isNull()) {
                merged.remove(entry.getKey());
            } else {
                merged.set(entry.getKey(), entry.getValue());
            }
        });
        return merged;
    }

    private User write(Bearer bearer, Request request, Body body, Consumer<ObjectNode> change) {
        String userId = bearer.user().id();
        Optional<String> password = body.text("password");
        if (password.isEmpty()) {
            return identity.users().change(userId, change).orElseThrow(AuthProblems::sessionNotFound);
        }
        String hash = newPassword(bearer, request, body, password.get());
        Consumer<ObjectNode> withPassword = change.andThen(values -> values.put("encrypted_password", hash)
                .put("password_changed_at", identity.users().now()));
        // After a reset everybody signs in anew with the new password; a change while signed in keeps that one session.
        return bearer.isRecovery()
                ? identity.users().changeAndSignOut(userId, withPassword).orElseThrow(AuthProblems::sessionNotFound)
                : identity.sessions().changeAndKeep(userId, bearer.session().id(), withPassword);
    }

    private String newPassword(Bearer bearer, Request request, Body body, String password) {
        PasswordRules.check(password);
        body.text("current_password").ifPresent(current -> {
            if (!identity.signIn().confirms(bearer.user(), current, request.sourceIp())) {
                throw Problem.of(400, "current_password_invalid", "Current password is incorrect");
            }
        });
        if (identity.users().hasPassword(bearer.user(), password)) {
            throw AuthProblems.samePassword();
        }
        return Passwords.hash(password);
    }

    private void mailChange(User user, String newEmail, Request request, Body body) {
        Link link = identity.links().issue(user, Link.Kind.EMAIL_CHANGE, body.codeChallenge());
        String target = identity.settings()
                .redirect(body.redirectTo(request), identity.settings().appUrl());
        identity.mails().link(user, link, target);
        identity.mails().announceNewAddress(newEmail);
    }

    Response logout(Request request) {
        Bearer bearer = bearers.require(request);
        String scope =
                request.parameter("scope").filter(value -> !value.isEmpty()).orElse("global");
        switch (scope) {
            case "global" -> identity.sessions().endAll(bearer.user().id());
            case "local" -> identity.sessions().end(bearer.session().id());
            case "others" ->
                identity.sessions()
                        .endOthers(bearer.user().id(), bearer.session().id());
            default -> throw AuthProblems.validation("Unsupported logout scope \"" + scope + "\"");
        }
        return Response.empty(204);
    }
}
