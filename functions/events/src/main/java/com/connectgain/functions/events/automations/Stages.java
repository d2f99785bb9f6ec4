package com.connectgain.functions.events.automations;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Stages are compared by id and by name, and {@code Closed Won} is {@code closed_won}. */
public final class Stages {

    private Stages() {}

    static String folded(String stage) {
        return stage.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]+", "_");
    }

    /** The id of a stage with this name, and the name of one with this id, in the deal's pipeline. */
    static List<JsonNode> namesOf(Situation situation, String stage) {
        List<JsonNode> names = new ArrayList<>();
        stages(situation).forEach(candidate -> {
            if (is(candidate, stage)) {
                names.add(Json.nodes().textNode(candidate.path("id").asText("")));
                names.add(Json.nodes().textNode(candidate.path("name").asText("")));
            }
        });
        names.removeIf(name -> name.asText().isEmpty());
        return names;
    }

    /** As the pipeline stores it; a stage that no pipeline knows is free text and stays as it was written. */
    public static String stored(Situation situation, String stage) {
        for (JsonNode candidate : stages(situation)) {
            if (is(candidate, stage)) {
                String id = candidate.path("id").asText("");
                return id.isEmpty() ? candidate.path("name").asText() : id;
            }
        }
        return stage;
    }

    /** What people call it; what no pipeline knows is called as it was written. */
    public static String nameIn(JsonNode stages, String stage) {
        for (JsonNode candidate : stages) {
            String name = candidate.path("name").asText("");
            if (is(candidate, stage) && !name.isBlank()) {
                return name;
            }
        }
        return stage;
    }

    /** The name of the stage in which the situation's deal is, or, for an event that tells of one, was moved to. */
    static JsonNode name(Situation situation, JsonNode stage) {
        return stage.isTextual() ? Json.nodes().textNode(nameIn(stages(situation), stage.asText())) : stage;
    }

    private static boolean is(JsonNode candidate, String stage) {
        String wanted = folded(stage);
        return folded(candidate.path("id").asText("")).equals(wanted)
                || folded(candidate.path("name").asText("")).equals(wanted);
    }

    private static JsonNode stages(Situation situation) {
        return situation
                .deal()
                .flatMap(deal -> situation.find("pipelines", deal.text("pipeline_id")))
                .map(pipeline -> pipeline.get("stages"))
                .orElse(Json.array());
    }
}
