package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.NormalForm;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;

/**
 * A filter's value in the form that the column stores: enumerations in their own case, phone numbers and addresses
 * normalised. What has no such form stays as it is, and matches nothing.
 */
final class FilterForm {

    private FilterForm() {}

    static JsonNode value(Operand left, JsonNode literal) {
        if (!left.isColumn()) {
            return literal;
        }
        if (literal instanceof ArrayNode elements) {
            return elements(left, elements);
        }
        return one(left.column(), literal);
    }

    static ArrayNode elements(Operand left, ArrayNode literal) {
        if (!left.isColumn() || !NormalForm.applies(left.column())) {
            return literal;
        }
        ArrayNode normal = Json.array();
        for (JsonNode element : literal) {
            normal.add(one(left.column(), element));
        }
        return normal;
    }

    private static JsonNode one(Column column, JsonNode literal) {
        if (!literal.isTextual() || !NormalForm.applies(column)) {
            return literal;
        }
        String text = literal.textValue();
        String normal = NormalForm.of(column, text).orElse(text);
        return normal.equals(text) ? literal : Json.nodes().textNode(normal);
    }
}
