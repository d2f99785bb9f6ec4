package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/**
 * One figure of a dashboard.
 *
 * @param change in per cent of the stretch before; null where nothing is compared
 * @param details what it consists of
 */
record Figure(JsonNode value, BigDecimal change, ObjectNode details) {

    static Figure of(long value) {
        return new Figure(Json.nodes().numberNode(value), null, Json.object());
    }

    static Figure of(BigDecimal value) {
        return new Figure(
                value == null ? Json.nodes().nullNode() : Json.nodes().numberNode(value), null, Json.object());
    }

    static Figure compared(long value, long before) {
        return of(value).changed(Ratio.change(value, before));
    }

    Figure changed(BigDecimal by) {
        return new Figure(value, by, details);
    }

    Figure with(ObjectNode newDetails) {
        return new Figure(value, change, newDetails);
    }

    void writeTo(ObjectNode node) {
        node.set("value", value);
        node.put("change", change);
        node.set("details", details);
    }
}
