package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Fields of the bodies of {@code webhook-test} and {@code webhook-retry}, and who may call them. */
public final class RequestFields {

    private RequestFields() {}

    /** The first of {@code names} that is there and not blank. */
    public static Optional<String> text(ObjectNode body, String... names) {
        for (String name : names) {
            JsonNode value = body.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                if (!value.isTextual()) {
                    throw Problem.invalidField(name, name + " must be a string");
                }
                if (!value.asText().isBlank()) {
                    return Optional.of(value.asText().strip());
                }
            }
        }
        return Optional.empty();
    }

    public static Optional<Instant> moment(ObjectNode body, String name) {
        return text(body, name).map(text -> {
            try {
                return OffsetDateTime.parse(text).toInstant();
            } catch (DateTimeException unreadable) {
                throw Problem.invalidField(name, name + " must be an ISO 8601 time with its offset");
            }
        });
    }

    /** Those who may see webhooks may try them. */
    public static void requireManager(Caller caller) {
        if (!caller.administers()) {
            caller.require(Permission.CAN_MANAGE_SETTINGS);
        }
    }
}
