package com.connectgain.functions.data.reference;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** Everything callable that is not a table, and the words and samples that the catalog has no place for. */
record Description(
        String title,
        String about,
        List<String> folders,
        Map<String, List<String>> folderTables,
        List<Operation> operations,
        JsonNode samples) {

    static Description load() {
        JsonNode json = Json.read(resource("description.json"));
        JsonNode shapes = json.path("shapes");
        Map<String, List<String>> folderTables = new LinkedHashMap<>();
        json.path("folder_tables")
                .properties()
                .forEach(folder -> folderTables.put(folder.getKey(), texts(folder.getValue())));
        return new Description(
                json.path("title").asText(),
                json.path("about").asText(),
                texts(json.path("folders")),
                folderTables,
                json.path("operations")
                        .valueStream()
                        .map(operation -> Operation.read(resolved(operation, shapes)))
                        .toList(),
                json.path("samples"));
    }

    /** {@code @name} becomes the shape of that name. */
    private static JsonNode resolved(JsonNode node, JsonNode shapes) {
        if (node.isTextual() && node.asText().startsWith("@")) {
            JsonNode shape = shapes.path(node.asText().substring(1));
            if (shape.isMissingNode()) {
                throw new IllegalStateException("There is no shape " + node.asText());
            }
            return resolved(shape, shapes);
        }
        if (node instanceof ObjectNode object) {
            ObjectNode copy = Json.object();
            object.properties().forEach(field -> copy.set(field.getKey(), resolved(field.getValue(), shapes)));
            return copy;
        }
        if (node instanceof ArrayNode array) {
            ArrayNode copy = Json.array();
            array.forEach(element -> copy.add(resolved(element, shapes)));
            return copy;
        }
        return node;
    }

    static String resource(String name) {
        try (InputStream stream = Description.class.getResourceAsStream("/reference/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("Resource reference/" + name + " is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The folders that have operations, in their listed order. */
    SequencedMap<String, List<Operation>> byFolder() {
        SequencedMap<String, List<Operation>> filled = new LinkedHashMap<>();
        for (String folder : folders) {
            List<Operation> inside = operations.stream()
                    .filter(operation -> operation.folder().equals(folder))
                    .toList();
            if (!inside.isEmpty()) {
                filled.put(folder, inside);
            }
        }
        return filled;
    }

    Optional<ObjectNode> sample(String table) {
        return Optional.of(samples.path(table))
                .filter(ObjectNode.class::isInstance)
                .map(ObjectNode.class::cast);
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::asText).toList();
    }
}
