package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Accounts;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Link;
import com.connectgain.shared.identity.Link.Kind;
import com.connectgain.shared.identity.NewAccount;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.pace.SteadyPace;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/**
 * {@code /recover}, {@code /resend} and {@code /otp}: requests for a mail. They answer the same, and as fast, whether the
 * address is known or not.
 */
final class MailRoutes {

    private static final String RESET_PAGE = "/reset-password";

    private final Identity identity;

    MailRoutes(Identity identity) {
        this.identity = identity;
    }

    Response recover(Request request) {
        Body body = Body.of(request);
        String email = body.email().orElseThrow(() -> AuthProblems.validation("Password recovery requires an email"));
        String challenge = body.codeChallenge();
        return SteadyPace.of(() -> {
            identity.attempts().beforeMail("recover", email, request.sourceIp());
            identity.users()
                    .findByEmail(email)
                    .ifPresent(user -> send(
                            user,
                            Kind.RECOVERY,
                            challenge,
                            body.redirectTo(request),
                            identity.settings().appUrl() + RESET_PAGE));
            return Response.ok(Json.object().put("message", "Password recovery email sent"));
        });
    }

    Response resend(Request request) {
        Body body = Body.of(request);
        String type = body.text("type").orElse("");
        Kind kind = switch (type) {
            case "signup" -> Kind.SIGNUP;
            case "email_change" -> Kind.EMAIL_CHANGE;
            case "sms", "phone_change" -> throw Problem.of(400, "phone_provider_disabled", "Phone logins are disabled");
            default ->
                throw AuthProblems.validation("Missing one of these types: signup, email_change, sms, phone_change");
        };
        String email =
                body.email().orElseThrow(() -> AuthProblems.validation("Type provided requires an email address"));
        String challenge = body.codeChallenge();
        return SteadyPace.of(() -> {
            identity.attempts().beforeMail("resend", email, request.sourceIp());
            identity.users()
                    .findByEmail(email)
                    .filter(user -> kind == Kind.SIGNUP
                            ? !user.isConfirmed()
                            : user.newEmail().isPresent())
                    .ifPresent(user -> send(
                            user,
                            kind,
                            challenge,
                            body.redirectTo(request),
                            identity.settings().appUrl()));
            return AuthRoutes.nothing();
        });
    }

    Response otp(Request request) {
        Body body = Body.of(request);
        Optional<String> email = body.email();
        if (email.isEmpty()) {
            throw body.text("phone").isPresent()
                    ? Problem.of(400, "phone_provider_disabled", "Unsupported phone provider")
                    : AuthProblems.validation("One of email or phone must be set");
        }
        if (body.text("phone").isPresent()) {
            throw AuthProblems.validation("Only an email address or phone number should be provided");
        }
        ObjectNode metadata = body.object("data").orElseGet(Json::object);
        NewAccount.checkMetadata(metadata);
        boolean create = body.flag("create_user", true);
        String challenge = body.codeChallenge();
        return SteadyPace.of(() -> {
            identity.attempts().beforeMail("otp", email.get(), request.sourceIp());
            identity.users()
                    .findByEmail(email.get())
                    .or(() -> create ? open(email.get(), metadata, request) : Optional.empty())
                    .ifPresent(user -> send(
                            user,
                            Kind.MAGIC_LINK,
                            challenge,
                            body.redirectTo(request),
                            identity.settings().appUrl()));
            return AuthRoutes.nothing();
        });
    }

    /** An account without a password, confirmed by the link that is about to be sent. */
    private Optional<User> open(String email, ObjectNode metadata, Request request) {
        identity.attempts().beforeSignUp(request.sourceIp());
        Optional<Accounts.Opened> opened = identity.accounts().open(new NewAccount(email, null, metadata, false));
        opened.filter(account -> !account.hasAppgainKey())
                .ifPresent(account -> identity.provisioning()
                        .request(account.organization().id(), account.user().id()));
        return opened.map(Accounts.Opened::user).or(() -> identity.users().findByEmail(email));
    }

    private void send(User user, Kind kind, String challenge, String wanted, String otherwise) {
        Link link = identity.links().issue(user, kind, challenge);
        identity.mails().link(user, link, identity.settings().redirect(wanted, otherwise));
    }
}
