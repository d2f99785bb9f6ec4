package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.AuthSettings;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What anybody may know about how to sign in here. */
final class Facts {

    private final AuthSettings settings;

    Facts(AuthSettings settings) {
        this.settings = settings;
    }

    Response settings(Request request) {
        ObjectNode body = Json.object();
        body.putObject("external")
                .put("anonymous_users", false)
                .put("email", true)
                .put("phone", false)
                .put("google", false)
                .put("facebook", false)
                .put("github", false)
                .put("apple", false);
        return Response.ok(body.put("disable_signup", false)
                .put("mailer_autoconfirm", settings.autoconfirm())
                .put("phone_autoconfirm", false)
                .put("sms_provider", "")
                .put("saml_enabled", false));
    }

    Response health(Request request) {
        return Response.ok(
                Json.object().put("name", "auth").put("version", "1.0.0").put("description", "Accounts and sessions"));
    }

    /** Tokens are signed with a shared secret: there is no public key to tell. */
    Response keys(Request request) {
        ObjectNode body = Json.object();
        body.putArray("keys");
        return Response.ok(body);
    }

    Response authorize(Request request) {
        String provider = request.parameter("provider").orElse("");
        throw Problem.of(400, "validation_failed", "Unsupported provider: provider is not enabled")
                .withDetails(provider.isEmpty() ? "provider is required" : "provider: " + provider);
    }
}
