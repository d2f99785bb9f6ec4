package com.connectgain.functions.data.reference;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** An example row to insert for every table: the documented one, or one that fills what an insert has to name. */
final class SampleRows {

    /** Columns that make an example speak, where a table has them. */
    private static final List<String> TELLING = List.of("name", "title", "description", "content", "status", "type");

    private final Description description;
    private final Served served;

    SampleRows(Description description, Served served) {
        this.description = description;
        this.served = served;
    }

    ObjectNode insert(Table table) {
        return description.sample(table.name()).map(ObjectNode::deepCopy).orElseGet(() -> made(table));
    }

    /** The first thing of the example row that may be changed. */
    ObjectNode update(Table table) {
        ObjectNode change = Json.object();
        insert(table).properties().stream()
                .filter(field -> !field.getKey().endsWith("_id"))
                .limit(1)
                .forEach(field -> change.set(field.getKey(), field.getValue()));
        if (change.isEmpty()) {
            served.columns(table).stream()
                    .filter(column -> Served.isWritable(column) && !isStandard(column))
                    .findFirst()
                    .ifPresent(column -> change.set(column.name(), value(column)));
        }
        return change;
    }

    /** {@code contacts} -> {@code contact_id}: the name by which other tables refer to a row. */
    static String idOf(Table table) {
        String name = table.name();
        String singular =
                name.replaceFirst("ies$", "y").replaceFirst("xes$", "x").replaceFirst("(?<!s)s$", "");
        return singular + "_id";
    }

    private ObjectNode made(Table table) {
        ObjectNode row = Json.object();
        for (Column column : served.columns(table)) {
            boolean told = TELLING.contains(column.name()) && Served.isWritable(column);
            if (Served.isDemanded(column) || told) {
                row.set(column.name(), value(column));
            }
        }
        return row;
    }

    private static boolean isStandard(Column column) {
        return List.of("id", "organization_id", "created_at", "updated_at").contains(column.name());
    }

    private static JsonNode value(Column column) {
        Type type = column.type();
        if (type.array()) {
            return Json.array().add(single(column, type.element()));
        }
        return single(column, type);
    }

    private static JsonNode single(Column column, Type type) {
        if (!column.values().isEmpty()) {
            return Json.nodes().textNode(column.values().getFirst());
        }
        return switch (type.kind()) {
            case UUID -> Json.nodes().textNode("{{" + column.name() + "}}");
            case SMALLINT, INTEGER, BIGINT ->
                Json.nodes().numberNode(least(column).longValue());
            case NUMERIC, REAL, DOUBLE -> Json.nodes().numberNode(least(column));
            case BOOLEAN -> Json.nodes().booleanNode(true);
            case DATE -> Json.nodes().textNode("2026-01-15");
            case TIME -> Json.nodes().textNode("09:00:00");
            case TIMESTAMP, TIMESTAMPTZ -> Json.nodes().textNode("2026-01-15T10:30:00Z");
            case INTERVAL -> Json.nodes().textNode("1 day");
            case JSON, JSONB -> column.shape() == Column.Shape.ARRAY ? Json.array() : Json.object();
            case TEXT, VARCHAR, BYTEA -> Json.nodes().textNode(words(column));
        };
    }

    private static BigDecimal least(Column column) {
        return column.least().orElse(BigDecimal.ONE);
    }

    private static String words(Column column) {
        String name = column.name();
        if (column.normalised() == Normalised.PHONE) {
            return "+201001234567";
        }
        if (column.normalised() == Normalised.EMAIL) {
            return "john@example.com";
        }
        if (name.endsWith("url")) {
            return "https://example.com/";
        }
        if (name.contains("currency")) {
            return "USD";
        }
        if (name.contains("timezone")) {
            return "Africa/Cairo";
        }
        String text = "Example " + name.replace('_', ' ');
        int length = column.maxLength().orElse(Integer.MAX_VALUE);
        return text.length() > length ? text.substring(0, length) : text;
    }
}
