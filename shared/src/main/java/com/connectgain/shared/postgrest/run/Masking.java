package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Secrets never leave: what readers, filters and answers see instead of them. */
public final class Masking {

    public static final String MASK = "********";

    private Masking() {}

    /** The row itself when its table has no secrets, else a copy with masks in their place. */
    public static ObjectNode view(Table table, ObjectNode row) {
        ObjectNode view = row;
        for (Column column : table.columns()) {
            JsonNode value = row.path(column.name());
            if (value.isNull() || value.isMissingNode()) {
                continue;
            }
            if (column.isSecret()) {
                view = view == row ? row.deepCopy() : view;
                view.put(column.name(), MASK);
            } else if (column.hasSecretKeys()) {
                view = view == row ? row.deepCopy() : view;
                mask(view.path(column.name()), column);
            }
        }
        return view;
    }

    /** A row as its readers see it, for functions that answer rows: without hidden columns, its secrets masked. */
    public static ObjectNode shown(Row row) {
        ObjectNode view = view(row.table(), row.values());
        ObjectNode shown = Json.object();
        row.table().columns().stream()
                .filter(column -> !column.isHidden())
                .forEach(column -> shown.set(column.name(), view.path(column.name())));
        return shown;
    }

    private static void mask(JsonNode document, Column column) {
        if (document instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (column.isSecretKey(member.getKey()) && !member.getValue().isNull()) {
                    member.setValue(Json.nodes().textNode(MASK));
                } else {
                    mask(member.getValue(), column);
                }
            }
        } else {
            document.forEach(element -> mask(element, column));
        }
    }
}
