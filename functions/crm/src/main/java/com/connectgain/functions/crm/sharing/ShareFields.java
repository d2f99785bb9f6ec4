package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;

/** The body of a request about links, field by field. A field that is null is sent, and empties what it names. */
final class ShareFields {

    private static final int SHORTEST_PASSWORD = 4;
    private static final int LONGEST_PASSWORD = 128;
    private static final int DATE_LENGTH = 10;

    private final ObjectNode body;

    ShareFields(ObjectNode body) {
        this.body = body;
    }

    boolean names(String field) {
        return body.has(field);
    }

    Optional<String> text(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Problem.badRequest(field + " must be a string");
        }
        return Optional.of(value.asText().strip()).filter(text -> !text.isEmpty());
    }

    Optional<String> id(String field) {
        return text(field).map(text -> Input.id(field, text));
    }

    Optional<Boolean> flag(String field) {
        JsonNode value = body.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isBoolean()) {
            throw Problem.badRequest(field + " must be a boolean");
        }
        return Optional.of(value.booleanValue());
    }

    /** As it was typed: blanks belong to a password. */
    Optional<String> password() {
        JsonNode value = body.path("password");
        if (value.isMissingNode()
                || value.isNull()
                || value.isTextual() && value.textValue().isEmpty()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw Problem.badRequest("password must be a string");
        }
        int length = value.textValue().codePointCount(0, value.textValue().length());
        if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
            throw Problem.badRequest(
                    "password must have " + SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD + " characters");
        }
        return Optional.of(value.textValue());
    }

    /** A moment, or the end of a day. */
    Optional<Instant> expiry(Supplier<ZoneId> zone, Instant now) {
        Optional<Instant> expiry = text("expires_at").map(text -> moment(text, zone));
        expiry.filter(moment -> !moment.isAfter(now)).ifPresent(past -> {
            throw Problem.badRequest("expires_at must be in the future");
        });
        return expiry;
    }

    private static Instant moment(String text, Supplier<ZoneId> zone) {
        try {
            return text.length() == DATE_LENGTH
                    ? LocalDate.parse(text).plusDays(1).atStartOfDay(zone.get()).toInstant()
                    : OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("expires_at must be a timestamp")
                    .withDetails("A moment such as 2026-01-31T12:00:00Z, or a day such as 2026-01-31.");
        }
    }
}
