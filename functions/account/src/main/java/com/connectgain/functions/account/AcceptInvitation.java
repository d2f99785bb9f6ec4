package com.connectgain.functions.account;

import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Invitations;
import com.connectgain.shared.identity.Members;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.identity.PasswordRules;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.people.Emails;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code accept-invitation}: what an invitation's page shows, and what its button does. */
public final class AcceptInvitation extends HttpFunction {

    private static final int LONGEST_NAME = 100;

    private final Once<Identity> identity;

    public AcceptInvitation() {
        this(Kernel.fromEnvironment());
    }

    public AcceptInvitation(Kernel kernel) {
        super(kernel, Endpoint.open("GET", "POST"));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return call.request().method().equals("POST") ? accept(call.request()) : show(call.request());
    }

    private Response show(Request request) {
        String token =
                request.parameter("token").filter(text -> !text.isBlank()).orElseThrow(() -> Problem.required("token"));
        Row invitation = identity.get().invitations().find(token);
        boolean expired = identity.get().invitations().isExpired(invitation);
        ObjectNode answer = Json.object()
                .put("email", invitation.text("email"))
                .put("role", invitation.text("role"))
                .put("status", invitation.text("status"))
                .put("expires_at", invitation.text("expires_at"))
                .put("expired", expired)
                .put("organization_id", invitation.organization());
        identity.get()
                .organizations()
                .find(invitation.organization())
                .ifPresent(organization -> answer.put("organization_name", organization.text("name")));
        return Response.ok(answer);
    }

    private Response accept(Request request) {
        ObjectNode body = request.jsonObject();
        String token = Fields.text(body, "token").orElseThrow(() -> Problem.required("token"));
        String email = Fields.text(body, "email")
                .map(text ->
                        Emails.normalise(text).orElseThrow(() -> Problem.invalidField("email", "Invalid email format")))
                .orElseThrow(() -> Problem.required("email"));
        Membership membership = identity.get()
                .invitations()
                .accept(new Invitations.Acceptance(token, email, password(body), person(body), request.sourceIp()));
        ObjectNode answer = Json.object().put("success", true);
        answer.set("user", describe(membership));
        return Response.ok(answer.put("organization_id", membership.organizationId()));
    }

    private static String password(ObjectNode body) {
        if (!body.hasNonNull("password") || body.path("password").asText().isEmpty()) {
            throw Problem.required("password");
        }
        if (!body.path("password").isTextual()) {
            throw Problem.badRequest("password must be a string");
        }
        String password = body.path("password").asText();
        if (password.codePointCount(0, password.length()) < PasswordRules.SHORTEST) {
            throw Problem.badRequest("password must be at least " + PasswordRules.SHORTEST + " characters");
        }
        return password;
    }

    private static Members.Person person(ObjectNode body) {
        return new Members.Person(name(body, "first_name", "firstName"), name(body, "last_name", "lastName"), null);
    }

    private static String name(ObjectNode body, String field, String alias) {
        String name = Fields.text(body, field, alias).orElse(null);
        if (name != null && name.length() > LONGEST_NAME) {
            throw Problem.badRequest(field + " must not be longer than " + LONGEST_NAME + " characters");
        }
        return name;
    }

    private static ObjectNode describe(Membership membership) {
        Row profile = membership.profile();
        return Json.object()
                .put("id", profile.id())
                .put("first_name", profile.text("first_name"))
                .put("last_name", profile.text("last_name"))
                .put("email", profile.text("email"))
                .put("avatar_url", profile.text("avatar_url"))
                .put("role", profile.text("role"))
                .put("is_active", profile.is("is_active"))
                .put("organization_id", profile.organization());
    }
}
