package com.connectgain.shared.catalog.file;

import com.connectgain.shared.catalog.file.CatalogFile.Mistake;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The members of one JSON object, each of the kind that is expected, or a sentence that says what is wrong. */
final class Fields {

    private final ObjectNode object;
    private final String where;

    /** @param known the members that the object may have; a misspelt one is not passed over */
    Fields(JsonNode node, String where, String... known) {
        if (!(node instanceof ObjectNode members)) {
            throw new Mistake(where + " must be a JSON object");
        }
        this.object = members;
        this.where = where;
        members.fieldNames().forEachRemaining(name -> {
            if (!Set.of(known).contains(name)) {
                throw new Mistake(
                        where + " has the unknown member \"" + name + "\"; it may have " + String.join(", ", known));
            }
        });
    }

    Fields at(String place) {
        return new Fields(
                object,
                place,
                object.properties().stream().map(java.util.Map.Entry::getKey).toArray(String[]::new));
    }

    boolean has(String name) {
        return object.has(name);
    }

    JsonNode value(String name) {
        return object.path(name);
    }

    String text(String name) {
        JsonNode value = object.path(name);
        if (!value.isTextual() || value.textValue().isEmpty()) {
            throw new Mistake(where + " needs a text \"" + name + "\"");
        }
        return value.textValue();
    }

    String text(String name, String otherwise) {
        return has(name) ? text(name) : otherwise;
    }

    boolean flag(String name) {
        JsonNode value = object.path(name);
        if (has(name) && !value.isBoolean()) {
            throw new Mistake("\"" + name + "\" of " + where + " must be true or false");
        }
        return value.asBoolean(false);
    }

    long number(String name, long otherwise) {
        JsonNode value = object.path(name);
        if (has(name) && !(value.isIntegralNumber() && value.canConvertToLong())) {
            throw new Mistake("\"" + name + "\" of " + where + " must be a whole number");
        }
        return value.asLong(otherwise);
    }

    List<JsonNode> list(String name) {
        JsonNode value = object.path(name);
        if (!value.isArray()) {
            throw new Mistake(where + " needs a list \"" + name + "\"");
        }
        List<JsonNode> elements = new ArrayList<>();
        value.forEach(elements::add);
        return elements;
    }

    List<JsonNode> optionalList(String name) {
        return has(name) ? list(name) : List.of();
    }

    List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode element : optionalList(name)) {
            if (!element.isTextual()) {
                throw new Mistake("\"" + name + "\" of " + where + " must be a list of texts");
            }
            texts.add(element.textValue());
        }
        return texts;
    }
}
