package com.connectgain.functions.data.analytics;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The filters of a member's own figure as a query of the data API: {@code {"value": "gt.10000"}}, a list of
 * {@code {column, operator, value}}, or a text such as {@code value > 10000 AND status = OPEN}.
 */
final class CustomFilters {

    private static final int MOST = 20;
    private static final Pattern CONDITION = Pattern.compile("\\s*(\\w+)\\s*(<=|>=|!=|<>|=|<|>)\\s*(.+?)\\s*");
    private static final Pattern AND = Pattern.compile("\\s+[Aa][Nn][Dd]\\s+");

    private static final Set<String> OPERATORS = Set.of(
            "eq", "neq", "gt", "gte", "lt", "lte", "like", "ilike", "is", "in", "cs", "ov", "not", "match", "imatch");

    private static final Map<String, String> ALIASES = Map.ofEntries(
            Map.entry("=", "eq"),
            Map.entry("==", "eq"),
            Map.entry("equals", "eq"),
            Map.entry("!=", "neq"),
            Map.entry("<>", "neq"),
            Map.entry("not_equals", "neq"),
            Map.entry(">", "gt"),
            Map.entry("greater_than", "gt"),
            Map.entry(">=", "gte"),
            Map.entry("<", "lt"),
            Map.entry("less_than", "lt"),
            Map.entry("<=", "lte"));

    private final Table table;
    private final StringBuilder query = new StringBuilder();
    private int count;

    CustomFilters(Table table) {
        this.table = table;
    }

    String query(JsonNode filters) {
        switch (filters) {
            case ObjectNode object -> object.properties().forEach(entry -> named(entry.getKey(), entry.getValue()));
            case JsonNode text when text.isTextual() -> text(text.asText());
            case JsonNode list when list.isArray() -> list.forEach(this::listed);
            case JsonNode none when none.isMissingNode() || none.isNull() -> {
                // All rows.
            }
            default -> throw invalid(filters.toString());
        }
        return query.toString();
    }

    /** A value that begins with an operator has one; any other is to be equal. */
    private void named(String column, JsonNode value) {
        String text = scalar(value);
        int dot = text.indexOf('.');
        boolean operated = value.isTextual() && dot > 0 && OPERATORS.contains(text.substring(0, dot));
        add(column, value.isNull() ? "is.null" : operated ? text : "eq." + text);
    }

    private void text(String filter) {
        if (filter.isBlank()) {
            return;
        }
        for (String condition : AND.split(filter)) {
            Matcher matcher = CONDITION.matcher(condition);
            if (!matcher.matches()) {
                throw invalid(condition);
            }
            String value = matcher.group(3).replaceAll("^'(.*)'$", "$1");
            add(matcher.group(1), ALIASES.get(matcher.group(2)) + "." + value);
        }
    }

    private void listed(JsonNode filter) {
        String column = filter.path("column").asText(filter.path("field").asText(""));
        String name =
                filter.path("operator").asText(filter.path("op").asText("eq")).strip();
        String operator = ALIASES.getOrDefault(name, name.toLowerCase(Locale.ROOT));
        JsonNode value = filter.path("value");
        if (operator.equals("contains")) {
            add(column, "ilike.*" + scalar(value) + "*");
        } else if (value.isNull() || value.isMissingNode()) {
            add(column, operator.equals("neq") ? "not.is.null" : "is.null");
        } else if (operator.equals("in") && value.isArray()) {
            StringBuilder list = new StringBuilder();
            value.forEach(element -> list.append(list.isEmpty() ? "" : ",")
                    .append('"')
                    .append(scalar(element).replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"'));
            add(column, "in.(" + list + ")");
        } else if (OPERATORS.contains(operator)) {
            add(column, operator + "." + scalar(value));
        } else {
            throw invalid(name);
        }
    }

    /** The name must be a column's: {@code select} and {@code or} mean something else to the data API. */
    private void add(String column, String condition) {
        count++;
        if (count > MOST
                || table.column(column).filter(found -> !found.isHidden()).isEmpty()) {
            throw invalid(column);
        }
        query.append('&').append(encoded(column)).append('=').append(encoded(condition));
    }

    private static String scalar(JsonNode value) {
        if (value.isContainerNode()) {
            throw invalid(value.toString());
        }
        return value.asText();
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Problem invalid(String what) {
        return Problem.badRequest("Invalid filters: " + CustomFigure.shown(what));
    }
}
