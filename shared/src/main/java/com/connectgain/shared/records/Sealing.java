package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Secrets at rest. Writers send a secret in the clear, or the mask that they were shown, which means "as it was"; what
 * is stored is sealed.
 */
final class Sealing {

    private final UnaryOperator<String> seal;
    private final String mask;

    Sealing(UnaryOperator<String> seal, String mask) {
        this.seal = seal;
        this.mask = mask;
    }

    /**
     * @param before the row as it was, or null
     * @param disclosure told of what may be shown once
     */
    void apply(Table table, ObjectNode before, ObjectNode after, Disclosure disclosure) {
        for (Column column : table.columns()) {
            JsonNode old = before == null ? Json.nodes().nullNode() : before.path(column.name());
            JsonNode value = after.path(column.name());
            if (column.isSecret()) {
                JsonNode sealed = sealed(old, value);
                if (column.isShownOnce() && sealed.isTextual() && !sealed.equals(old)) {
                    disclosure.add(sealed.textValue(), value.asText());
                }
                after.set(column.name(), sealed);
            } else if (column.hasSecretKeys()) {
                sealKeys(old, value, column);
            }
        }
    }

    private void sealKeys(JsonNode before, JsonNode after, Column column) {
        if (after instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                JsonNode old = before.path(member.getKey());
                if (column.isSecretKey(member.getKey())) {
                    member.setValue(sealed(old, member.getValue()));
                } else {
                    sealKeys(old, member.getValue(), column);
                }
            }
        } else if (after.isArray()) {
            for (int i = 0; i < after.size(); i++) {
                sealKeys(before.path(i), after.get(i), column);
            }
        }
    }

    private JsonNode sealed(JsonNode before, JsonNode value) {
        if (value.isNull() || value.isMissingNode() || value.equals(before)) {
            return value.isMissingNode() ? Json.nodes().nullNode() : value;
        }
        String text = value.isValueNode() ? value.asText() : value.toString();
        if (text.equals(mask)) {
            return before.isMissingNode() ? Json.nodes().nullNode() : before;
        }
        return Json.nodes().textNode(seal.apply(text));
    }
}
