package com.connectgain.shared.identity;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.ZoneOffset;

/** Rows that the server itself makes: the catalog's defaults filled in, derived columns computed. */
public final class NewRow {

    private NewRow() {}

    public static Row of(Table table, ObjectNode values, Instant now) {
        ObjectNode complete = values.deepCopy();
        for (Column column : table.columns()) {
            if (!complete.has(column.name())) {
                column.defaultValue().ifPresent(value -> complete.set(column.name(), evaluate(value, now)));
            }
        }
        derive(table, complete);
        return Row.fresh(table, complete);
    }

    /** {@code values} as they are written back: touched, and derived anew. */
    static ObjectNode touched(Table table, ObjectNode values, Instant now) {
        values.put("updated_at", DateTimes.print(now));
        derive(table, values);
        return values;
    }

    private static void derive(Table table, ObjectNode values) {
        for (Column column : table.columns()) {
            column.derivation().ifPresent(derivation -> values.set(column.name(), derivation.apply(values)));
        }
    }

    private static JsonNode evaluate(Default value, Instant now) {
        return switch (value) {
            case Default.Literal(var literal) -> literal.deepCopy();
            case Default.Now() -> Json.nodes().textNode(DateTimes.print(now));
            case Default.Today() ->
                Json.nodes().textNode(now.atZone(ZoneOffset.UTC).toLocalDate().toString());
            case Default.NewId() -> Json.nodes().textNode(Ids.at(now.toEpochMilli()));
            case Default.CurrentUser() -> Json.nodes().nullNode();
            case Default.Serial(long first) -> throw new IllegalStateException("no sequences here");
        };
    }
}
