package com.connectgain.shared.sql;

import com.connectgain.shared.catalog.Type;
import com.connectgain.shared.catalog.Type.Kind;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Shows a stored value in canonical form even when its writer was less careful: {@code ...Z} becomes {@code +00:00}.
 */
public final class StoredForm {

    private StoredForm() {}

    public static JsonNode of(Type type, JsonNode value) {
        if (type.array() || !value.isTextual()) {
            return value;
        }
        if (type.kind() != Kind.TIMESTAMPTZ && type.kind() != Kind.TIMESTAMP) {
            return value;
        }
        String text = value.textValue();
        String canonical = DateTimes.canonical(type, text);
        return canonical.equals(text) ? value : Json.nodes().textNode(canonical);
    }
}
