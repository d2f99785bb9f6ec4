package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;

/** Templates: a name for the nameless, and one content in two forms, text with image or components. */
final class TemplateTrigger implements Trigger {

    private static final DateTimeFormatter NAMED_AT = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm");
    private static final String BODY = "BODY";
    private static final String HEADER = "HEADER";

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        if (Cells.isBlank(row, "name")) {
            row.put("name", defaultName(transaction.writing()));
        }
        if (row.path("components").isEmpty()) {
            writeComponents(row);
        } else {
            readComponents(row);
        }
        if (Cells.isBlank(row, "text")) {
            throw Problem.required("text").withDetails("A template has a text, or a BODY among its components.");
        }
        boolean ready = row.path("category").asText().equals("QUICK_REPLY");
        if (ready && !transaction.writing().names("status")) {
            row.put("status", "APPROVED");
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "components")) {
            readComponents(after);
        } else if (Cells.changed(before, after, "text") || Cells.changed(before, after, "image_url")) {
            writeComponents(after);
        }
        if (Cells.isBlank(after, "text")) {
            throw Problem.required("text").withDetails("A template has a text, or a BODY among its components.");
        }
        if (Cells.isBlank(after, "name")) {
            after.put("name", defaultName(transaction.writing()));
        }
    }

    private static String defaultName(Writing writing) {
        ZoneId zone = Zones.of(writing.lookups().organization());
        return "General template (" + NAMED_AT.format(writing.now().atZone(zone)) + ")";
    }

    private static void readComponents(ObjectNode row) {
        for (JsonNode component : row.path("components")) {
            switch (component.path("type").asText().toUpperCase(java.util.Locale.ROOT)) {
                case BODY -> row.put("text", component.path("text").asText());
                case HEADER -> {
                    String image = image(component);
                    if (image != null) {
                        row.put("image_url", image);
                    }
                }
                default -> {
                    // Footers and buttons have no column of their own.
                }
            }
        }
    }

    private static String image(JsonNode header) {
        return header.path("image_url").asText(header.path("url").textValue());
    }

    private static void writeComponents(ObjectNode row) {
        ArrayNode components = Json.array();
        if (row.hasNonNull("image_url")) {
            components
                    .addObject()
                    .put("type", HEADER)
                    .put("format", "IMAGE")
                    .put("image_url", row.path("image_url").asText());
        }
        if (row.hasNonNull("text")) {
            components
                    .addObject()
                    .put("type", BODY)
                    .put("text", row.path("text").asText());
        }
        for (JsonNode component : row.path("components")) {
            String type = component.path("type").asText();
            if (!type.equalsIgnoreCase(BODY) && !(type.equalsIgnoreCase(HEADER) && image(component) != null)) {
                components.add(component);
            }
        }
        row.set("components", components);
    }
}
