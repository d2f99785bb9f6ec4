package com.connectgain.functions.crm.imports;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How a file is to be read.
 *
 * @param merge whether a row about somebody who is known changes them; otherwise it is skipped
 * @param mapping columns by the header of the file, where it is not one that is known
 * @param tags what every new or changed row is tagged with
 */
record Options(boolean merge, Map<String, String> mapping, List<String> tags) {

    private static final int MOST_COLUMNS = 500;
    private static final int LONGEST_TAG = 50;

    /** The words that the interface and the documents have for one choice. */
    static Options read(ObjectNode body) {
        return new Options(merges(body), mapping(body.path("mapping")), tags(body.path("default_tags")));
    }

    private static boolean merges(ObjectNode body) {
        for (String name : List.of("overwrite", "overwrite_existing", "overwriteExisting", "merge_duplicates")) {
            JsonNode value = body.path(name);
            if (!value.isMissingNode() && !value.isNull()) {
                return flag(name, value);
            }
        }
        String duplicates =
                body.path("duplicates").asText(body.path("on_duplicate").asText("skip"));
        return switch (duplicates.toLowerCase(Locale.ROOT)) {
            case "skip", "" -> false;
            case "merge", "update", "overwrite" -> true;
            default -> throw Problem.badRequest("duplicates must be skip or merge");
        };
    }

    static boolean flag(String name, JsonNode value) {
        return switch (value.asText("").strip().toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no", "" -> false;
            default -> throw Problem.badRequest(name + " must be a boolean");
        };
    }

    private static Map<String, String> mapping(JsonNode sent) {
        Map<String, String> mapping = new LinkedHashMap<>();
        if (sent.isMissingNode() || sent.isNull()) {
            return mapping;
        }
        if (!(sent instanceof ObjectNode object) || object.size() > MOST_COLUMNS) {
            throw Problem.badRequest("mapping must be an object of at most " + MOST_COLUMNS + " columns");
        }
        object.properties().forEach(entry -> {
            if (!entry.getValue().isTextual() && !entry.getValue().isNull()) {
                throw Problem.badRequest("mapping must name a field for " + entry.getKey());
            }
            mapping.put(entry.getKey(), entry.getValue().asText(""));
        });
        return mapping;
    }

    private static List<String> tags(JsonNode sent) {
        List<String> tags = new ArrayList<>();
        if (sent.isMissingNode() || sent.isNull()) {
            return tags;
        }
        for (JsonNode tag : sent.isArray() ? sent : Json.array().add(sent)) {
            String text = tag.asText("").strip();
            if (!tag.isTextual() || text.length() > LONGEST_TAG) {
                throw Problem.badRequest("default_tags must be texts of at most " + LONGEST_TAG + " characters");
            }
            if (!text.isEmpty()) {
                tags.add(text);
            }
        }
        return tags;
    }

    ObjectNode toJson() {
        ObjectNode json = Json.object().put("duplicates", merge ? "merge" : "skip");
        ObjectNode columns = json.putObject("mapping");
        mapping.forEach(columns::put);
        var names = json.putArray("default_tags");
        tags.forEach(names::add);
        return json;
    }
}
