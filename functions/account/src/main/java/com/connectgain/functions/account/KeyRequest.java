package com.connectgain.functions.account;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * What a new key shall be: the union of the three documented request forms.
 *
 * @param organizationId null for the caller's active one
 * @param expires null for never
 * @param permissions only the flags that were stated
 */
record KeyRequest(String name, String organizationId, Instant expires, Map<Permission, Boolean> permissions) {

    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS = 36_500;

    static KeyRequest read(ObjectNode body, Instant now) {
        String name = Fields.text(body, "name").orElseThrow(() -> Problem.required("name"));
        if (name.length() > LONGEST_NAME) {
            throw Problem.badRequest("name must not be longer than " + LONGEST_NAME + " characters");
        }
        return new KeyRequest(name, Fields.organizationId(body).orElse(null), expires(body, now), permissions(body));
    }

    /** A stated moment wins over a number of days. */
    private static Instant expires(ObjectNode body, Instant now) {
        Instant inDays = inDays(body.path("expires_in_days"), now);
        JsonNode stated = body.path("expires_at");
        if (stated.isMissingNode() || stated.isNull()) {
            return inDays;
        }
        Instant moment = moment(stated);
        if (!moment.isAfter(now)) {
            throw Problem.badRequest("expires_at must be in the future");
        }
        return moment;
    }

    private static Instant inDays(JsonNode days, Instant now) {
        if (days.isMissingNode() || days.isNull()) {
            return null;
        }
        if (!days.isIntegralNumber() || !days.canConvertToInt() || days.asInt() < 1 || days.asInt() > MOST_DAYS) {
            throw Problem.badRequest("expires_in_days must be an integer from 1 to " + MOST_DAYS + ", or null");
        }
        return now.plus(Duration.ofDays(days.asInt()));
    }

    private static Instant moment(JsonNode stated) {
        String text = stated.isTextual() ? stated.asText().strip() : "";
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException malformed) {
            throw Problem.badRequest("expires_at must be an ISO 8601 timestamp");
        }
    }

    private static Map<Permission, Boolean> permissions(ObjectNode body) {
        JsonNode stated = body.path("permissions");
        Map<Permission, Boolean> flags = new EnumMap<>(Permission.class);
        if (stated.isMissingNode() || stated.isNull()) {
            return flags;
        }
        if (!stated.isObject()) {
            throw Problem.badRequest("permissions must be an object");
        }
        for (Map.Entry<String, JsonNode> flag : stated.properties()) {
            if (!flag.getValue().isBoolean()) {
                throw Problem.badRequest("permissions." + flag.getKey() + " must be true or false");
            }
            flags.put(permission(flag.getKey()), flag.getValue().asBoolean());
        }
        return flags;
    }

    private static Permission permission(String key) {
        return Arrays.stream(Permission.values())
                .filter(permission -> permission.key().equals(key))
                .findFirst()
                .orElseThrow(() -> Problem.badRequest("permissions." + key + " is not a permission"));
    }
}
