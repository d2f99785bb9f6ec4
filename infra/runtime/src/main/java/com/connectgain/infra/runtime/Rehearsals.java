package com.connectgain.infra.runtime;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** {@code rehearsals.json}: which functions start without SnapStart, and typical events for each. */
public record Rehearsals(Map<String, String> environment, Map<String, List<Scene>> domains) {

    /** @param handler a class of the domain, by its full name */
    public record Scene(String handler, JsonNode event) {

        byte[] bytes() {
            return Training.scene(handler, event);
        }
    }

    public static Rehearsals read() throws IOException {
        try (InputStream file = Rehearsals.class.getResourceAsStream("rehearsals.json")) {
            JsonNode all = Json.read(file);
            Map<String, String> environment = new LinkedHashMap<>();
            all.path("environment")
                    .properties()
                    .forEach(variable -> environment.put(
                            variable.getKey(), variable.getValue().asText()));
            Map<String, List<Scene>> domains = new LinkedHashMap<>();
            all.path("domains")
                    .properties()
                    .forEach(domain -> domains.put(
                            domain.getKey(),
                            StreamSupport.stream(domain.getValue().spliterator(), false)
                                    .map(scene -> scene(domain.getKey(), scene))
                                    .toList()));
            return new Rehearsals(environment, domains);
        }
    }

    private static Scene scene(String domain, JsonNode written) {
        String handler = "com.connectgain.functions." + domain + "."
                + written.path("handler").asText();
        if (written.has("message")) {
            return new Scene(handler, queueEvent(written.path("message")));
        }
        return new Scene(handler, written.has("change") ? streamEvent(written.path("change")) : written.path("event"));
    }

    private static ObjectNode queueEvent(JsonNode message) {
        ObjectNode event = Json.object();
        ObjectNode stored =
                event.putArray("Records").addObject().put("messageId", "1").put("eventSource", "aws:sqs");
        stored.put("body", Json.write(message));
        stored.putObject("attributes").put("ApproximateReceiveCount", "1");
        return event;
    }

    /** An inserted row, as the tables' stream tells it. */
    private static ObjectNode streamEvent(JsonNode change) {
        ObjectNode event = Json.object();
        ObjectNode stored = event.putArray("Records")
                .addObject()
                .put("eventID", "1")
                .put("eventName", "INSERT")
                .put("eventSource", "aws:dynamodb");
        ObjectNode record = stored.putObject("dynamodb")
                .put("ApproximateCreationDateTime", 1_767_225_600)
                .put("SequenceNumber", "1");
        ObjectNode image = record.putObject("NewImage");
        image.putObject("tbl").put("S", change.path("table").asText());
        image.putObject("org").put("S", change.path("organization_id").asText());
        image.putObject("ver").put("N", "1");
        image.putObject("doc").put("S", Json.write(change.path("row")));
        return event;
    }
}
