package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What stands in the columns of a new row that its writer left out.
 *
 * @param userId who writes; null for keys, workers and the server itself
 * @param sequence the next number of a column's own sequence, counted from 1, by {@code table.column}
 */
public record LeftOut(Instant now, Supplier<String> newId, String userId, ToLongFunction<String> sequence) {

    /** For tables that count no rows, as all of ours. */
    public LeftOut(Instant now, Supplier<String> newId, String userId) {
        this(now, newId, userId, column -> {
            throw new IllegalStateException("no sequence for " + column);
        });
    }

    /** The row with every column of its table: as given, by default, or derived from the others. */
    public ObjectNode complete(Table table, ObjectNode values) {
        ObjectNode row = Json.object();
        for (Column column : table.columns()) {
            JsonNode given = values.get(column.name());
            row.set(column.name(), given != null ? given : value(table, column));
        }
        derive(table, row);
        return row;
    }

    public JsonNode value(Table table, Column column) {
        return switch (column.defaultValue().orElse(null)) {
            case null -> Json.nodes().nullNode();
            case Default.Literal(var literal) -> literal.deepCopy();
            case Default.Now() -> Json.nodes().textNode(DateTimes.print(now));
            case Default.Today() ->
                Json.nodes().textNode(now.atZone(ZoneOffset.UTC).toLocalDate().toString());
            case Default.NewId() -> Json.nodes().textNode(newId.get());
            case Default.Serial(long first) ->
                Json.nodes().numberNode(first - 1 + sequence.applyAsLong(table.name() + "." + column.name()));
            case Default.CurrentUser() ->
                userId == null ? Json.nodes().nullNode() : Json.nodes().textNode(userId);
        };
    }

    /** Computes the columns that follow from others. */
    public static void derive(Table table, ObjectNode row) {
        for (Column column : table.columns()) {
            column.derivation().ifPresent(derive -> {
                JsonNode value = derive.apply(row);
                row.set(column.name(), value == null ? Json.nodes().nullNode() : value);
            });
        }
    }
}
