package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Optional;

/**
 * One row as it was read or is about to be written: every column of its table is present, an absent one as JSON null.
 *
 * @param version grows by one with every write; 0 for a row that was never written
 */
public record Row(Table table, ObjectNode values, RowKey key, long version) {

    /** A row that does not exist yet; columns that {@code values} leaves out are null. */
    public static Row fresh(Table table, ObjectNode values) {
        ObjectNode complete = complete(table, values);
        return new Row(table, complete, RowKeys.of(table, complete), 0);
    }

    static Row stored(Table table, ObjectNode values, RowKey key, long version) {
        return new Row(table, complete(table, values), key, version);
    }

    private static ObjectNode complete(Table table, ObjectNode values) {
        ObjectNode complete = Json.object();
        for (Column column : table.columns()) {
            JsonNode value = values.get(column.name());
            complete.set(column.name(), value == null ? Json.nodes().nullNode() : value);
        }
        return complete;
    }

    public JsonNode get(String column) {
        return values.path(column);
    }

    public String text(String column) {
        JsonNode value = values.path(column);
        return value.isNull() || value.isMissingNode() ? null : value.asText();
    }

    public Optional<String> find(String column) {
        return Optional.ofNullable(text(column));
    }

    public boolean is(String column) {
        return values.path(column).asBoolean(false);
    }

    public Optional<Instant> instant(String column) {
        return find(column).map(text -> java.time.OffsetDateTime.parse(text).toInstant());
    }

    public String id() {
        return text("id");
    }

    public String organization() {
        return RowKeys.tenant(table, values);
    }

    /** The same row with some columns changed; {@code changes} is not kept. */
    public ObjectNode changed(ObjectNode changes) {
        ObjectNode after = values.deepCopy();
        after.setAll(changes);
        return after;
    }
}
