package com.connectgain.shared.exports;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where in a row a cell's text comes from: {@code company.name}, {@code topics[].label} for one of each,
 * {@code compliance_flags#} for how many; several with blanks between are joined.
 */
record CellPath(List<List<String>> alternatives) {

    private static final String SEPARATOR = "; ";

    static CellPath of(String text) {
        List<List<String>> parts = new ArrayList<>();
        for (String part : text.split(" ")) {
            parts.add(List.of(part.split("\\.")));
        }
        return new CellPath(List.copyOf(parts));
    }

    /** One member of a document, whatever its name has in it. */
    static CellPath member(String column, String key) {
        return new CellPath(List.of(List.of(column, key)));
    }

    String text(JsonNode row) {
        StringBuilder text = new StringBuilder();
        for (List<String> path : alternatives) {
            String part = text(row, path);
            text.append(text.isEmpty() || part.isEmpty() ? "" : " ").append(part);
        }
        return text.toString();
    }

    private static String text(JsonNode node, List<String> path) {
        if (path.isEmpty()) {
            return shown(node);
        }
        String step = path.getFirst();
        List<String> rest = path.subList(1, path.size());
        if (step.endsWith("#")) {
            return Integer.toString(
                    node.path(step.substring(0, step.length() - 1)).size());
        }
        if (!step.endsWith("[]")) {
            return text(node.path(step), rest);
        }
        List<String> each = new ArrayList<>();
        for (JsonNode element : node.path(step.substring(0, step.length() - 2))) {
            String one = text(element, rest);
            if (!one.isEmpty() && !each.contains(one)) {
                each.add(one);
            }
        }
        return String.join(SEPARATOR, each);
    }

    private static String shown(JsonNode value) {
        if (value.isMissingNode() || value.isNull() || value.isContainerNode() && value.isEmpty()) {
            return "";
        }
        if (value.isArray() && value.valueStream().allMatch(JsonNode::isValueNode)) {
            List<String> elements = new ArrayList<>();
            value.forEach(element -> elements.add(shown(element)));
            return String.join(SEPARATOR, elements);
        }
        if (value.isBigDecimal()) {
            return value.decimalValue().toPlainString();
        }
        return value.isContainerNode() ? Json.write(value) : value.asText();
    }
}
