package com.connectgain.shared.events;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that happened to one entity of an organization.
 *
 * @param id the same in every delivery of the same happening; consumers are idempotent by it
 * @param type such as {@code deal.stage.changed}
 * @param table where the entity's row lives
 * @param entity the row's id
 * @param data what the event tells of the entity: its row, and {@code old_*} and {@code new_*} of what changed
 * @param causes the automations that led to this event, oldest first; empty when somebody outside acted
 */
public record Event(
        String id,
        String type,
        String organization,
        Instant at,
        String table,
        String entity,
        ObjectNode data,
        List<String> causes) {

    public Event {
        causes = List.copyOf(causes);
    }

    /** The same happening, telling other data. */
    public Event telling(ObjectNode other) {
        return new Event(id, type, organization, at, table, entity, other, causes);
    }

    public ObjectNode json() {
        ObjectNode json = Json.object()
                .put("id", id)
                .put("type", type)
                .put("organization_id", organization)
                .put("at", at.toString())
                .put("table", table)
                .put("entity", entity);
        json.set("data", data);
        ArrayNode chain = json.putArray("causes");
        causes.forEach(chain::add);
        return json;
    }

    public static Event read(JsonNode json) {
        List<String> causes = new ArrayList<>();
        json.path("causes").forEach(cause -> causes.add(cause.asText()));
        return new Event(
                json.path("id").asText(),
                json.path("type").asText(),
                json.path("organization_id").asText(),
                Instant.parse(json.path("at").asText()),
                json.path("table").asText(),
                json.path("entity").asText(),
                json.path("data") instanceof ObjectNode data ? data : Json.object(),
                causes);
    }
}
