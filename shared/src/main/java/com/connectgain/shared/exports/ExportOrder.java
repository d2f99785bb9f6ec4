package com.connectgain.shared.exports;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What is to be exported.
 *
 * @param fields headers, columns or {@code custom_fields.x}; empty for the usual ones
 * @param filters a query string in the data API's language
 */
record ExportOrder(Entity entity, List<String> fields, String filters, boolean background) {

    private static final Set<String> OWN =
            Set.of("entity", "fields", "ids", "filters", "format", "background", "apikey", "organizationId", "job_id");
    private static final Set<String> NOT_HERE = Set.of("select", "limit", "offset", "columns", "on_conflict");
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{36}");
    private static final int MOST_IDS = 1000;
    private static final int MOST_FIELDS = 200;

    static ExportOrder read(Request request) {
        ObjectNode sent = request.method().equals("POST") ? request.jsonObject() : query(request);
        JsonNode entity = sent.path("entity");
        if (!entity.isTextual() || entity.asText().isBlank()) {
            throw Problem.required("entity");
        }
        List<String> filters = new ArrayList<>();
        List<String> ids = texts(sent, "ids", MOST_IDS);
        if (ids.stream().anyMatch(id -> !ID.matcher(id).matches())) {
            throw Problem.badRequest("ids must be ids of rows");
        }
        if (!ids.isEmpty()) {
            filters.add("id=in.(" + String.join(",", ids) + ")");
        }
        String own = request.method().equals("POST") ? filters(sent.path("filters")) : filters(request);
        if (!own.isEmpty()) {
            filters.add(own);
        }
        JsonNode background = sent.path("background");
        return new ExportOrder(
                Entity.named(entity.asText()),
                texts(sent, "fields", MOST_FIELDS),
                String.join("&", filters),
                background.asText("").equalsIgnoreCase("true"));
    }

    private static ObjectNode query(Request request) {
        ObjectNode sent = Json.object();
        request.parameters().forEach(parameter -> {
            if (OWN.contains(parameter.name())) {
                sent.put(parameter.name(), parameter.value());
            }
        });
        return sent;
    }

    private static List<String> texts(ObjectNode sent, String name, int most) {
        JsonNode value = sent.path(name);
        List<String> texts = new ArrayList<>();
        if (value.isTextual()) {
            Arrays.stream(value.asText().split(",")).forEach(texts::add);
        } else if (value.isArray()) {
            value.forEach(element -> texts.add(element.asText()));
        } else if (!value.isMissingNode() && !value.isNull()) {
            throw Problem.badRequest(name + " must be an array of strings");
        }
        texts.replaceAll(String::strip);
        texts.removeIf(String::isEmpty);
        if (texts.size() > most) {
            throw Problem.badRequest(name + " must have at most " + most + " entries");
        }
        return List.copyOf(texts);
    }

    /** Everything of the query that is no field of this call, as it was sent. */
    private static String filters(Request request) {
        List<String> pairs = new ArrayList<>();
        for (Request.Parameter parameter : request.parameters()) {
            if (!OWN.contains(parameter.name())) {
                pairs.add(pair(parameter.name(), parameter.value()));
            }
        }
        return String.join("&", pairs);
    }

    private static String filters(JsonNode sent) {
        List<String> pairs = new ArrayList<>();
        if (sent.isTextual()) {
            return filters(
                    new Request("", "GET", "", java.util.Map.of(), sent.asText(), java.util.Map.of(), new byte[0], ""));
        }
        if (sent.isMissingNode() || sent.isNull()) {
            return "";
        }
        if (!sent.isObject()) {
            throw Problem.badRequest("filters must be an object or a query string");
        }
        sent.properties().forEach(entry -> {
            JsonNode value = entry.getValue();
            for (JsonNode one : value.isArray() ? value : Json.array().add(value)) {
                if (!one.isTextual()) {
                    throw Problem.badRequest("filters must be strings such as eq.x: " + entry.getKey());
                }
                pairs.add(pair(entry.getKey(), one.asText()));
            }
        });
        return String.join("&", pairs);
    }

    private static String pair(String name, String value) {
        if (NOT_HERE.contains(name)) {
            throw Problem.badRequest(
                    name + " has no meaning for an export: it has all rows, and fields names the columns");
        }
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("entity", entity.name()).put("filters", filters);
        var names = json.putArray("fields");
        fields.forEach(names::add);
        return json;
    }

    static ExportOrder of(JsonNode stored) {
        List<String> fields = new ArrayList<>();
        stored.path("fields").forEach(field -> fields.add(field.asText()));
        return new ExportOrder(
                Entity.named(stored.path("entity").asText()),
                fields,
                stored.path("filters").asText(),
                true);
    }
}
