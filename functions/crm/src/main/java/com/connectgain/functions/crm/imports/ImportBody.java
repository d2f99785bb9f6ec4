package com.connectgain.functions.crm.imports;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.csv.CsvLines;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An import as it was sent: JSON with the text in {@code csvData} or with {@code rows}, a form with a file, or the file
 * alone with everything else in the query.
 *
 * @param csv null when the request brings no file
 * @param fields everything beside the file
 */
record ImportBody(byte[] csv, String fileName, ObjectNode fields) {

    private static final List<String> TEXTS = List.of("csvData", "csv_data", "csv");
    private static final int MOST_ROWS = 20_000;

    static ImportBody read(Request request) {
        String type = request.header("content-type").orElse("application/json");
        String media = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return switch (media) {
            case "text/csv", "application/csv" -> new ImportBody(request.body(), null, query(request));
            case "multipart/form-data" -> form(MultipartForm.read(type, request.body()));
            case "application/octet-stream", "application/vnd.ms-excel", "application/zip", "application/pdf" ->
                throw Problem.of(
                        415,
                        Problem.VALIDATION_ERROR,
                        "Content-Type must be application/json, text/csv or multipart/form-data");
            default -> json(request.jsonObject());
        };
    }

    private static ObjectNode query(Request request) {
        ObjectNode fields = Json.object();
        request.parameters().forEach(parameter -> fields.put(parameter.name(), parameter.value()));
        return withMapping(fields);
    }

    private static ImportBody form(MultipartForm form) {
        ObjectNode fields = Json.object();
        form.parts().forEach((name, part) -> {
            if (part.fileName() == null) {
                fields.put(name, part.text());
            }
        });
        ImportBody sent = json(withMapping(fields));
        return form.file()
                .map(file -> new ImportBody(file.bytes(), file.fileName(), sent.fields()))
                .orElse(sent);
    }

    /** A mapping is an object; where fields are texts it is the text of one. */
    private static ObjectNode withMapping(ObjectNode fields) {
        if (fields.path("mapping").isTextual()) {
            try {
                fields.set("mapping", Json.parse(fields.path("mapping").asText().getBytes(StandardCharsets.UTF_8)));
            } catch (JsonProcessingException malformed) {
                throw Problem.badRequest("mapping must be a JSON object");
            }
        }
        return fields;
    }

    private static ImportBody json(ObjectNode fields) {
        String fileName = fields.path("file_name").asText(null);
        for (String name : TEXTS) {
            JsonNode text = fields.path(name);
            if (!text.isMissingNode() && !text.isNull()) {
                if (!text.isTextual()) {
                    throw Problem.badRequest(name + " must be a string");
                }
                return new ImportBody(text.asText().getBytes(StandardCharsets.UTF_8), fileName, fields);
            }
        }
        JsonNode rows = fields.path("rows");
        if (rows.isMissingNode() || rows.isNull()) {
            return new ImportBody(null, fileName, fields);
        }
        return new ImportBody(lines(rows), fileName, fields);
    }

    /** Rows that a spreadsheet component has taken apart already, each by its headers. */
    private static byte[] lines(JsonNode rows) {
        if (!(rows instanceof ArrayNode array) || array.size() > MOST_ROWS) {
            throw Problem.badRequest("rows must be an array of at most " + MOST_ROWS + " objects");
        }
        Set<String> headers = new LinkedHashSet<>();
        for (JsonNode row : array) {
            if (!row.isObject()) {
                throw Problem.badRequest("Each row must be an object");
            }
            row.fieldNames().forEachRemaining(headers::add);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CsvLines lines = CsvLines.part(bytes)) {
            lines.line(List.copyOf(headers));
            for (JsonNode row : array) {
                List<String> cells = new ArrayList<>(headers.size());
                headers.forEach(header -> cells.add(cell(row.path(header))));
                lines.line(cells);
            }
        }
        return headers.isEmpty() ? new byte[0] : bytes.toByteArray();
    }

    private static String cell(JsonNode value) {
        if (value.isArray()) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(element.asText()));
            return String.join("; ", elements);
        }
        return value.isObject() ? Json.write(value) : value.isNull() || value.isMissingNode() ? "" : value.asText();
    }

    byte[] required() {
        if (csv == null || csv.length == 0 || new String(csv, StandardCharsets.UTF_8).isBlank()) {
            throw Problem.required("csvData");
        }
        return csv;
    }

    /** Two spellings of one organization, which can only be the caller's. */
    void requireOwn(Caller caller) {
        for (String name : List.of("organizationId", "organization_id")) {
            JsonNode id = fields.path(name);
            Optional<String> named =
                    id.isMissingNode() || id.isNull() || id.asText().isBlank()
                            ? Optional.empty()
                            : Optional.of(id.asText());
            named.filter(other -> !other.equals(caller.organization())).ifPresent(foreign -> {
                throw Problem.forbidden("You are not active in this organization");
            });
        }
    }

    boolean inBackground() {
        JsonNode background = fields.path("background");
        return !background.isMissingNode() && !background.isNull() && Options.flag("background", background);
    }
}
