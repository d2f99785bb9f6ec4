package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.identity.AuthProblems;
import com.connectgain.shared.people.Emails;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** A request's JSON object, read field by field; a field of the wrong type is refused by name. */
record Body(ObjectNode json) {

    static Body of(Request request) {
        return new Body(request.jsonObject());
    }

    /** Empty when it is missing, null or blank, which clients send for "not this one". */
    Optional<String> text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw AuthProblems.validation(name + " must be a string");
        }
        return Optional.of(value.asText()).filter(text -> !text.isBlank());
    }

    Optional<ObjectNode> object(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (value instanceof ObjectNode object) {
            return Optional.of(object);
        }
        throw AuthProblems.validation(name + " must be an object");
    }

    boolean flag(String name, boolean otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.asBoolean();
        }
        throw AuthProblems.validation(name + " must be true or false");
    }

    /** The address in {@code email}, in its stored form. */
    Optional<String> email() {
        return text("email").map(Body::address);
    }

    private static String address(String text) {
        return Emails.normalise(text)
                .orElseThrow(() -> AuthProblems.validation("Unable to validate email address: invalid format"));
    }

    /** Where the link of a mail shall lead: the query says it for the clients, the body for the documented calls. */
    String redirectTo(Request request) {
        JsonNode options = object("options").map(JsonNode.class::cast).orElseGet(Json::object);
        return request.parameter("redirect_to")
                .or(() -> text("redirect_to"))
                .or(() -> Optional.ofNullable(options.path("redirect_to").textValue()))
                .or(() -> Optional.ofNullable(options.path("redirectTo").textValue()))
                .or(() -> Optional.ofNullable(options.path("emailRedirectTo").textValue()))
                .orElse(null);
    }

    /** The challenge of a client that wants to exchange a code; null for the others. */
    String codeChallenge() {
        Optional<String> challenge = text("code_challenge");
        if (challenge.isEmpty()) {
            return null;
        }
        String method = text("code_challenge_method").orElse("plain").toLowerCase(java.util.Locale.ROOT);
        if (!method.equals("s256") && !method.equals("plain")) {
            throw AuthProblems.validation("code_challenge_method must be s256 or plain");
        }
        return method + ":" + challenge.get();
    }
}
