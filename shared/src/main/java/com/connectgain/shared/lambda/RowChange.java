package com.connectgain.shared.lambda;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One record of a stream: a row before and after.
 *
 * @param eventId the stream's own id of the change, the same in every delivery
 * @param table the row's table in the catalog
 * @param tenant the organization, or the tenant of a table that has none
 * @param before absent for an inserted row; null columns are left out
 * @param after absent for a deleted row; null columns are left out
 * @param version the row's version after the change, before it for a deleted row
 * @param expired whether TTL deleted the row, rather than somebody
 * @param at when the change happened, to the second
 * @param causes what led the writer to this change, oldest first, from the item's attribute {@code cause}; empty when
 *     somebody outside acted
 */
public record RowChange(
        String eventId,
        String table,
        String tenant,
        Optional<ObjectNode> before,
        Optional<ObjectNode> after,
        long version,
        boolean expired,
        Instant at,
        List<String> causes) {

    public RowChange {
        causes = List.copyOf(causes);
    }

    static RowChange read(JsonNode stored) {
        JsonNode change = stored.path("dynamodb");
        JsonNode old = change.path("OldImage");
        JsonNode image = change.has("NewImage") ? change.path("NewImage") : old;
        return new RowChange(
                stored.path("eventID").asText(),
                image.path("tbl").path("S").asText(),
                image.path("org").path("S").asText(),
                row(old),
                row(change.path("NewImage")),
                image.path("ver").path("N").asLong(),
                stored.path("userIdentity").path("principalId").asText().equals("dynamodb.amazonaws.com"),
                instant(change.path("ApproximateCreationDateTime")),
                causes(change.path("NewImage")));
    }

    private static List<String> causes(JsonNode image) {
        return Arrays.stream(image.path("cause").path("S").asText().split(","))
                .filter(cause -> !cause.isBlank())
                .toList();
    }

    private static Optional<ObjectNode> row(JsonNode image) {
        return Optional.ofNullable(image.path("doc").path("S").textValue()).map(Json::readObject);
    }

    /** Lambda writes epoch seconds, with or without a fraction. */
    private static Instant instant(JsonNode seconds) {
        return Instant.ofEpochMilli((long) (seconds.asDouble() * 1000));
    }
}
