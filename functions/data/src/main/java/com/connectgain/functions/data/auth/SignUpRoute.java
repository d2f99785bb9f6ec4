package com.connectgain.functions.data.auth;

import com.connectgain.shared.crypto.Passwords;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Accounts;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Link;
import com.connectgain.shared.identity.NewAccount;
import com.connectgain.shared.identity.PasswordRules;
import com.connectgain.shared.identity.Sessions.Client;
import com.connectgain.shared.identity.Sessions.Method;
import com.connectgain.shared.identity.User;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Optional;

/** {@code POST /signup}. The organization is made at once, as the original did; the address is confirmed by mail. */
final class SignUpRoute {

    private final Identity identity;
    private final Clock clock;

    SignUpRoute(Identity identity, Clock clock) {
        this.identity = identity;
        this.clock = clock;
    }

    Response answer(Request request) {
        Body body = Body.of(request);
        Optional<String> password = body.text("password");
        requireEmail(body, password);
        PasswordRules.check(password.orElseThrow(() -> AuthProblems.validation("Signup requires a valid password")));
        String email = body.email().orElseThrow();
        ObjectNode metadata = body.object("data").orElseGet(Json::object);
        NewAccount.checkMetadata(metadata);
        String challenge = body.codeChallenge();
        identity.attempts().beforeSignUp(request.sourceIp());
        // Hashed before it is known whether the address is free: both answers then take as long.
        NewAccount account = new NewAccount(
                email,
                Passwords.hash(password.get()),
                metadata,
                identity.settings().autoconfirm());
        Optional<Accounts.Opened> opened = identity.accounts().open(account);
        if (opened.isEmpty()) {
            return repeated(request, body, email, metadata, challenge);
        }
        User user = opened.get().user();
        if (!opened.get().hasAppgainKey()) {
            identity.provisioning().request(opened.get().organization().id(), user.id());
        }
        if (identity.settings().autoconfirm()) {
            return Response.ok(UserJson.session(identity.sessions().start(user, Client.WEB, Method.PASSWORD)));
        }
        return confirmation(request, body, user, challenge);
    }

    private static void requireEmail(Body body, Optional<String> password) {
        if (body.text("email").isPresent()) {
            if (body.text("phone").isPresent()) {
                throw AuthProblems.validation("Only an email address or phone number should be provided on signup.");
            }
            return;
        }
        if (body.text("phone").isPresent()) {
            throw Problem.of(400, "phone_provider_disabled", "Phone signups are disabled");
        }
        if (password.isEmpty()) {
            throw Problem.of(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
        }
        throw AuthProblems.validation("Sign up only available with email provider");
    }

    /** Where addresses are confirmed, a stranger must not learn here which ones are taken. */
    private Response repeated(Request request, Body body, String email, ObjectNode metadata, String challenge) {
        if (identity.settings().autoconfirm()) {
            throw AuthProblems.userExists();
        }
        Optional<User> unconfirmed = identity.users().findByEmail(email).filter(user -> !user.isConfirmed());
        if (unconfirmed.isEmpty()) {
            return Response.ok(UserJson.stranger(email, NewAccount.publicMetadata(metadata), clock.instant()));
        }
        identity.attempts().beforeMail("signup", email, request.sourceIp());
        return confirmation(request, body, unconfirmed.get(), challenge);
    }

    private Response confirmation(Request request, Body body, User user, String challenge) {
        Link link = identity.links().issue(user, Link.Kind.SIGNUP, challenge);
        String target = identity.settings()
                .redirect(body.redirectTo(request), identity.settings().appUrl());
        identity.mails().link(user, link, target);
        return Response.ok(
                UserJson.user(user).put("confirmation_sent_at", clock.instant().toString()));
    }
}
