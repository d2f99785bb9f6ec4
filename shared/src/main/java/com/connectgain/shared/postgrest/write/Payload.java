package com.connectgain.shared.postgrest.write;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.QueryString;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The rows of a request's body, not yet typed.
 *
 * @param columns the keys that count, for every row alike
 */
public record Payload(List<ObjectNode> rows, Set<String> columns) {

    public static Payload read(ApiRequest request) {
        Set<String> wanted = request.method() == ApiRequest.Method.PUT
                ? null
                : request.query().columns();
        return switch (request.contentType()) {
            case "application/json", "application/vnd.pgrst.object+json", "application/vnd.pgrst.array+json" ->
                json(request.body(), wanted);
            case "text/csv" -> csv(request.body(), wanted);
            case "application/x-www-form-urlencoded" -> form(request.body(), wanted);
            default -> throw PgrstError.invalidBody("Content-Type not acceptable: " + request.contentType());
        };
    }

    /** @param wanted the columns parameter, or null */
    static Payload json(byte[] body, Set<String> wanted) {
        JsonNode document;
        try {
            document = Json.parse(body);
        } catch (JsonProcessingException malformed) {
            throw PgrstError.invalidBody("Empty or invalid json");
        }
        if (document.isMissingNode()) {
            throw PgrstError.invalidBody("Empty or invalid json");
        }
        return of(document, wanted);
    }

    /** A document that has been parsed already; what is neither object nor array counts as an empty array. */
    public static Payload of(JsonNode document, Set<String> wanted) {
        if (document instanceof ObjectNode object) {
            return new Payload(List.of(object), wanted != null ? wanted : keys(object));
        }
        if (!(document instanceof ArrayNode array) || array.isEmpty()) {
            return new Payload(List.of(), wanted != null ? wanted : Set.of());
        }
        List<ObjectNode> rows = new ArrayList<>(array.size());
        Set<String> common = null;
        for (JsonNode element : array) {
            if (!(element instanceof ObjectNode object)) {
                throw wanted == null
                        ? PgrstError.invalidBody("All object keys must match")
                        : Problem.of(400, "22023", "argument of json_to_recordset must be an array of objects");
            }
            Set<String> keys = keys(object);
            if (wanted == null && common != null && !common.equals(keys)) {
                throw PgrstError.invalidBody("All object keys must match");
            }
            common = keys;
            rows.add(object);
        }
        return new Payload(List.copyOf(rows), wanted != null ? wanted : common);
    }

    private static Set<String> keys(ObjectNode object) {
        Set<String> keys = new TreeSet<>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private static Payload form(byte[] body, Set<String> wanted) {
        ObjectNode row = Json.object();
        for (var parameter : QueryString.read(new String(body, StandardCharsets.UTF_8))) {
            row.put(parameter.name(), parameter.value());
        }
        return new Payload(List.of(row), wanted != null ? wanted : keys(row));
    }

    /** The word NULL, unquoted or not, is null: PostgREST's reading. */
    private static Payload csv(byte[] body, Set<String> wanted) {
        List<List<String>> lines = Csv.read(new String(body, StandardCharsets.UTF_8));
        if (lines.isEmpty()) {
            throw PgrstError.invalidBody("Empty or invalid csv");
        }
        List<String> header = lines.getFirst();
        List<ObjectNode> rows = new ArrayList<>();
        for (List<String> line : lines.subList(1, lines.size())) {
            if (line.size() != header.size()) {
                throw PgrstError.invalidBody("All lines must have same number of fields");
            }
            ObjectNode row = Json.object();
            for (int i = 0; i < header.size(); i++) {
                String cell = line.get(i);
                if (cell.equals("NULL")) {
                    row.putNull(header.get(i));
                } else {
                    row.put(header.get(i), cell);
                }
            }
            rows.add(row);
        }
        return new Payload(List.copyOf(rows), wanted != null ? wanted : new LinkedHashSet<>(header));
    }
}
