package com.connectgain.functions.events.automations.actions;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.text.Variables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Variables whose values the receiver calls by other names:
 * {@code value_map: {"deal.stage": {"lead": "draft", "qualified": "sent"}}}.
 */
record ValueMap(Variables variables, ObjectNode map) implements Variables {

    static Variables over(Variables variables, ObjectNode config) {
        return config.path("value_map") instanceof ObjectNode map ? new ValueMap(variables, map) : variables;
    }

    @Override
    public Optional<Instant> now() {
        return variables.now();
    }

    @Override
    public JsonNode get(String name) {
        JsonNode value = variables.get(name);
        if (value.isValueNode()) {
            return translated(map.path(name), value);
        }
        if (!(value instanceof ObjectNode row)) {
            return value;
        }
        ObjectNode translated = row.deepCopy();
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            if (entry.getKey().startsWith(name + ".")) {
                String column = entry.getKey().substring(name.length() + 1);
                translated.set(column, translated(entry.getValue(), row.path(column)));
            }
        }
        return translated;
    }

    private static JsonNode translated(JsonNode words, JsonNode value) {
        for (Map.Entry<String, JsonNode> word : words.properties()) {
            if (word.getKey().equalsIgnoreCase(value.asText())) {
                return word.getValue();
            }
        }
        return value.isMissingNode() ? Json.nodes().nullNode() : value;
    }
}
