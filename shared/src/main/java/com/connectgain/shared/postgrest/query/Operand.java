package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.request.FieldRef.Step;
import com.connectgain.shared.sql.JsonValues;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A column of the row, or a place within it.
 *
 * @param type of the value found: the column's, text after {@code ->>}, jsonb after {@code ->}
 */
public record Operand(Column column, List<Step> path, Type type) {

    public boolean isColumn() {
        return path.isEmpty();
    }

    /** The value; null is SQL's NULL. A JSON null within a document is a value, and comes back as a node. */
    public JsonNode value(ObjectNode row) {
        JsonNode value = row.get(column.name());
        if (value == null || value.isNull()) {
            return null;
        }
        for (int i = 0; i < path.size() && value != null; i++) {
            Step step = path.get(i);
            value = step.key() != null ? JsonValues.member(value, step.key()) : JsonValues.element(value, step.index());
            if (step.text()) {
                boolean asWritten = column.type().kind() == Kind.JSON && value != null && value.isContainerNode();
                value = asWritten ? Json.nodes().textNode(Json.write(value)) : JsonValues.text(value);
            }
        }
        return value;
    }
}
