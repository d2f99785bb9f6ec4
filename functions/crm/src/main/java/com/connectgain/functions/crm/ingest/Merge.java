package com.connectgain.functions.crm.ingest;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.input.Input;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What an import makes of a contact who is there already: what came overwrites, lists grow with what was there in
 * front, custom fields are merged key by key, and where somebody first came from stays.
 */
public final class Merge {

    private static final List<String> GROWING = List.of("emails", "phones", "tags");
    private static final String SOURCE = "source";
    private static final String CUSTOM_FIELDS = "custom_fields";

    private Merge() {}

    /** @param incoming columns with a value each */
    public static ObjectNode of(ObjectNode contact, ObjectNode incoming) {
        ObjectNode merged = contact.deepCopy();
        for (var column : incoming.properties()) {
            String name = column.getKey();
            if (GROWING.contains(name)) {
                merged.set(name, union(contact.path(name), column.getValue()));
            } else if (name.equals(CUSTOM_FIELDS)) {
                ObjectNode fields = merged.path(name) instanceof ObjectNode present ? present : Json.object();
                fields.setAll((ObjectNode) column.getValue());
                merged.set(name, Input.withinLimit("custom_fields", fields));
            } else if (!name.equals(SOURCE) || !contact.hasNonNull(SOURCE)) {
                merged.set(name, column.getValue());
            }
        }
        return merged;
    }

    private static ArrayNode union(JsonNode present, JsonNode incoming) {
        Set<JsonNode> all = new LinkedHashSet<>();
        present.forEach(all::add);
        incoming.forEach(all::add);
        return Json.array().addAll(all);
    }
}
