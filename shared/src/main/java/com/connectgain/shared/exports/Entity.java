package com.connectgain.shared.exports;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Once;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Something that can be exported, {@code columns.json}.
 *
 * @param embeds what is selected beside the table's own columns
 * @param fieldsOf whose custom fields are columns; empty for none
 * @param columns paths by header; all columns of the table when there are none
 */
record Entity(String name, String table, String embeds, String fieldsOf, Map<String, String> columns) {

    private static final Once<Map<String, Entity>> ALL = Once.of(Entity::load);
    private static final Map<String, String> OTHER_NAMES = Map.of(
            "calls", "call_records", "attendance_logs", "attendance", "notification_logs", "campaign_recipients");

    static Entity named(String text) {
        String name = text.strip().toLowerCase(Locale.ROOT).replace('-', '_');
        Entity entity = ALL.get().get(OTHER_NAMES.getOrDefault(name, name));
        if (entity == null) {
            throw Problem.badRequest(
                    "entity must be one of " + String.join(", ", ALL.get().keySet()));
        }
        return entity;
    }

    private static Map<String, Entity> load() {
        try (InputStream file = Entity.class.getResourceAsStream("/exports/columns.json")) {
            JsonNode declared = Json.read(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            Map<String, Entity> all = new LinkedHashMap<>();
            declared.properties().forEach(entry -> all.put(entry.getKey(), read(entry.getKey(), entry.getValue())));
            return all;
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    private static Entity read(String name, JsonNode declared) {
        Map<String, String> columns = new LinkedHashMap<>();
        declared.path("columns")
                .properties()
                .forEach(
                        column -> columns.put(column.getKey(), column.getValue().asText()));
        return new Entity(
                name,
                declared.path("table").asText(),
                declared.path("embeds").asText(),
                declared.path("fields_of").asText(),
                columns);
    }
}
