package com.connectgain.functions.events.stream;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A row before and after a change; columns that are not there are null.
 *
 * @param before null for a new row
 */
record RowPair(ObjectNode before, ObjectNode after) {

    boolean isNew() {
        return before == null;
    }

    JsonNode old(String column) {
        return value(before, column);
    }

    JsonNode now(String column) {
        return value(after, column);
    }

    String text(String column) {
        return now(column).asText("");
    }

    boolean changed(String column) {
        return !same(old(column), now(column));
    }

    /** The columns that differ, without those that say nothing by themselves. */
    List<String> changes(Set<String> silent) {
        Set<String> names = new TreeSet<>();
        before.fieldNames().forEachRemaining(names::add);
        after.fieldNames().forEachRemaining(names::add);
        List<String> changed = new ArrayList<>();
        for (String name : names) {
            if (!silent.contains(name) && changed(name)) {
                changed.add(name);
            }
        }
        return changed;
    }

    /** Numbers are the same when their values are: 5 and 5.0. */
    private static boolean same(JsonNode one, JsonNode other) {
        if (one.isNumber() && other.isNumber()) {
            BigDecimal left = one.decimalValue();
            return left.compareTo(other.decimalValue()) == 0;
        }
        return one.equals(other);
    }

    private static JsonNode value(ObjectNode row, String column) {
        JsonNode value = row == null ? null : row.get(column);
        return value == null ? Json.nodes().nullNode() : value;
    }
}
