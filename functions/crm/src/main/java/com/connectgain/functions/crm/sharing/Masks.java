package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Masks what a link may not show: how many numbers somebody has is seen, none of their digits is. */
final class Masks {

    private static final String MASK = "********";

    private final boolean sensitive;

    Masks(boolean sensitive) {
        this.sensitive = sensitive;
    }

    JsonNode money(JsonNode amount) {
        return sensitive && amount.isNumber() ? amount : Json.nodes().nullNode();
    }

    /** Telephone numbers and e-mail addresses. */
    void reach(ObjectNode data, Row row) {
        data.set("phones", masked(row.get("phones")));
        data.set("emails", masked(row.get("emails")));
    }

    private JsonNode masked(JsonNode values) {
        if (sensitive) {
            return values;
        }
        ArrayNode masked = Json.array();
        values.forEach(value -> masked.add(MASK));
        return masked;
    }
}
