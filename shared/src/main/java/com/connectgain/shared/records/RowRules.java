package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Shape;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What a row must be like as a whole, whoever writes it: shapes of documents, texts that say something, CHECKs. */
final class RowRules {

    private RowRules() {}

    /** Documents that were sent as JSON text become documents. */
    static void normalise(Table table, ObjectNode row) {
        for (Column column : table.columns()) {
            JsonNode value = row.path(column.name());
            if (column.shape() != Shape.ANY && value.isTextual()) {
                parsed(value.textValue(), column.shape()).ifPresent(document -> row.set(column.name(), document));
            }
        }
    }

    private static java.util.Optional<JsonNode> parsed(String text, Shape shape) {
        try {
            JsonNode document = Json.parse(text.getBytes(StandardCharsets.UTF_8));
            return java.util.Optional.of(document).filter(found -> has(found, shape));
        } catch (JsonProcessingException notJson) {
            return java.util.Optional.empty();
        }
    }

    private static boolean has(JsonNode document, Shape shape) {
        return switch (shape) {
            case ANY -> true;
            case OBJECT -> document.isObject();
            case ARRAY -> document.isArray();
        };
    }

    /** @param before the row as it was, or null: what was there already is not held against the writer */
    static void check(Table table, ObjectNode before, ObjectNode row) {
        for (Column column : table.columns()) {
            JsonNode value = row.path(column.name());
            if (value.isNull() || value.isMissingNode() || before != null && value.equals(before.get(column.name()))) {
                continue;
            }
            if (!has(value, column.shape())) {
                String noun = column.shape().name().toLowerCase(Locale.ROOT);
                throw Problem.badRequest(column.name() + " must be an " + noun);
            }
            if (column.isNotBlank() && value.isTextual() && value.textValue().isBlank()) {
                throw Problem.required(column.name());
            }
        }
        for (Table.Check check : table.checks()) {
            if (!check.holds().test(row)) {
                throw Problem.of(
                        400,
                        "23514",
                        "new row for relation \"" + table.name() + "\" violates check constraint \"" + check.name()
                                + "\"");
            }
        }
    }
}
