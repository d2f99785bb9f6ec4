package com.connectgain.functions.crm.selection;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.input.Input;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The body of a request, field by field. A field may have several names: the documents spell some both ways. */
public final class Sent {

    private final ObjectNode body;

    public Sent(ObjectNode body) {
        this.body = body;
    }

    /** Whether one of these fields says something. */
    public boolean has(String... names) {
        return name(names).isPresent();
    }

    /** Whether the field was sent at all, be it as null. */
    public boolean names(String name) {
        return body.has(name);
    }

    private Optional<String> name(String... names) {
        for (String name : names) {
            if (body.hasNonNull(name)) {
                return Optional.of(name);
            }
        }
        return Optional.empty();
    }

    public Optional<String> id(String... names) {
        return name(names).map(name -> id(name, body.get(name)));
    }

    /** Distinct ids, in the order sent. */
    public Optional<List<String>> ids(int most, String... names) {
        return name(names).map(name -> {
            JsonNode value = body.get(name);
            if (!value.isArray()) {
                throw Problem.badRequest(name + " must be an array of ids");
            }
            if (value.isEmpty()) {
                throw Problem.badRequest(name + " must not be empty");
            }
            if (value.size() > most) {
                throw Problem.badRequest(name + " must have at most " + most + " entries");
            }
            Set<String> ids = new LinkedHashSet<>();
            value.forEach(element -> ids.add(id(name, element)));
            return List.copyOf(ids);
        });
    }

    private static String id(String name, JsonNode value) {
        String text = value.isTextual() ? value.textValue().strip() : Json.write(value);
        return Input.id(name, text);
    }

    public Optional<String> text(int longest, String... names) {
        return name(names).map(name -> {
            JsonNode value = body.get(name);
            if (!value.isTextual()) {
                throw Problem.badRequest(name + " must be a string");
            }
            String text = value.textValue().strip();
            if (text.codePointCount(0, text.length()) > longest) {
                throw Problem.badRequest(name + " must be at most " + longest + " characters");
            }
            return text;
        });
    }

    public int number(String name, int low, int high, int otherwise) {
        if (!body.hasNonNull(name)) {
            return otherwise;
        }
        JsonNode value = body.get(name);
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < low
                || value.intValue() > high) {
            throw Problem.badRequest(name + " must be a number from " + low + " to " + high);
        }
        return value.intValue();
    }

    public boolean flag(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return false;
        }
        if (!value.isBoolean()) {
            throw Problem.badRequest(name + " must be a boolean");
        }
        return value.booleanValue();
    }

    /** An object whose values are ids. */
    public Map<String, String> idsByName(String name) {
        Map<String, String> ids = new LinkedHashMap<>();
        if (body.hasNonNull(name)) {
            if (!(body.get(name) instanceof ObjectNode object)) {
                throw Problem.badRequest(name + " must be an object");
            }
            object.properties().forEach(entry -> ids.put(entry.getKey(), id(name, entry.getValue())));
        }
        return ids;
    }

    /** The names of the fields that were sent. */
    public List<String> fields() {
        List<String> names = new ArrayList<>();
        body.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
