package com.connectgain.shared.identity;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** The pipeline every organization starts with; the stage ids are the documented ones. */
final class DefaultPipeline {

    private record Stage(String id, String name, String color, int probability) {}

    private static final List<Stage> STAGES = List.of(
            new Stage("new", "New", "gray", 0),
            new Stage("lead", "Lead", "gray", 10),
            new Stage("qualified", "Qualified", "blue", 30),
            new Stage("proposal", "Proposal", "yellow", 50),
            new Stage("negotiation", "Negotiation", "orange", 70),
            new Stage("won", "Won", "green", 100),
            new Stage("lost", "Lost", "red", 0));

    private DefaultPipeline() {}

    static ObjectNode values(String organizationId) {
        ObjectNode pipeline = Json.object()
                .put("organization_id", organizationId)
                .put("name", "Sales Pipeline")
                .put("is_default", true);
        ArrayNode stages = pipeline.putArray("stages");
        for (Stage stage : STAGES) {
            stages.addObject()
                    .put("id", stage.id())
                    .put("name", stage.name())
                    .put("color", stage.color())
                    .put("order", stages.size() - 1)
                    .put("probability", stage.probability());
        }
        return pipeline;
    }
}
