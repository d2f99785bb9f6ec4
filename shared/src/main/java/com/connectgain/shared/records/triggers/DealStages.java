package com.connectgain.shared.records.triggers;

import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.OptionalInt;

/** The probability that a stage brings along: certain when won or lost, else what the pipeline says of the stage. */
final class DealStages {

    private DealStages() {}

    static OptionalInt probability(Row pipeline, ObjectNode deal) {
        return switch (deal.path("status").asText()) {
            case "WON" -> OptionalInt.of(100);
            case "LOST" -> OptionalInt.of(0);
            default -> ofPipeline(pipeline.get("stages"), deal.path("stage").asText());
        };
    }

    private static OptionalInt ofPipeline(JsonNode stages, String stage) {
        for (JsonNode candidate : stages) {
            JsonNode probability = candidate.path("probability");
            if (candidate.path("id").asText().equals(stage) && probability.isNumber()) {
                return OptionalInt.of(Math.clamp(probability.asInt(), 0, 100));
            }
        }
        return OptionalInt.empty();
    }
}
