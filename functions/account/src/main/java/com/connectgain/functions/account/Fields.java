package com.connectgain.functions.account;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Fields of request bodies, under the several names the documents use for one thing. */
final class Fields {

    private Fields() {}

    /** The first of {@code names} that is there and not blank. */
    static Optional<String> text(ObjectNode body, String... names) {
        for (String name : names) {
            JsonNode value = body.path(name);
            if (value.isMissingNode() || value.isNull()) {
                continue;
            }
            if (!value.isTextual()) {
                throw Problem.badRequest(name + " must be a string");
            }
            if (!value.asText().isBlank()) {
                return Optional.of(value.asText().strip());
            }
        }
        return Optional.empty();
    }

    /** Two spellings of one organization must not name two. */
    static Optional<String> organizationId(ObjectNode body) {
        Optional<String> camel = text(body, "organizationId");
        Optional<String> snake = text(body, "organization_id");
        if (camel.isPresent() && snake.isPresent() && !camel.equals(snake)) {
            throw Problem.badRequest("organizationId and organization_id differ");
        }
        return camel.or(() -> snake);
    }

    /** An organization that is named must be the caller's; members are managed where one is. */
    static void requireOwn(ObjectNode body, Caller caller) {
        organizationId(body).filter(id -> !id.equals(caller.organizationId())).ifPresent(foreign -> {
            throw Problem.forbidden("You are not active in this organization");
        });
    }
}
