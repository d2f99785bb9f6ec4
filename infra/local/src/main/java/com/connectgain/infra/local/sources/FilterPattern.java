package com.connectgain.infra.local.sources;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;

/** EventBridge's event patterns, which event source filters are written in. */
final class FilterPattern {

    private FilterPattern() {}

    static boolean matches(JsonNode pattern, JsonNode event) {
        return pattern.properties().stream().allMatch(entry -> {
            if (entry.getKey().equals("$or")) {
                return entry.getValue().valueStream().anyMatch(option -> matches(option, event));
            }
            JsonNode value = event.path(entry.getKey());
            return entry.getValue().isObject()
                    ? matches(entry.getValue(), value)
                    : entry.getValue().valueStream().anyMatch(rule -> accepts(rule, value));
        });
    }

    private static boolean accepts(JsonNode rule, JsonNode value) {
        if (!(rule instanceof ObjectNode object)) {
            return equal(rule, value);
        }
        String name = object.fieldNames().next();
        JsonNode argument = object.path(name);
        return switch (name) {
            case "exists" -> argument.asBoolean() != value.isMissingNode();
            case "prefix" -> value.isTextual() && value.asText().startsWith(argument.asText());
            case "suffix" -> value.isTextual() && value.asText().endsWith(argument.asText());
            case "equals-ignore-case" -> value.isTextual() && value.asText().equalsIgnoreCase(argument.asText());
            case "anything-but" -> !value.isMissingNode() && !anyEqual(argument, value);
            case "numeric" -> value.isNumber() && inRange(argument, value.decimalValue());
            default -> throw new IllegalArgumentException("Unknown filter rule " + name);
        };
    }

    private static boolean anyEqual(JsonNode argument, JsonNode value) {
        if (argument.isObject()) {
            return accepts(argument, value);
        }
        return argument.isArray()
                ? argument.valueStream().anyMatch(item -> equal(item, value))
                : equal(argument, value);
    }

    private static boolean equal(JsonNode expected, JsonNode value) {
        return expected.isNumber() && value.isNumber()
                ? expected.decimalValue().compareTo(value.decimalValue()) == 0
                : expected.equals(value);
    }

    private static boolean inRange(JsonNode comparisons, BigDecimal value) {
        for (int index = 0; index + 1 < comparisons.size(); index += 2) {
            int order = value.compareTo(comparisons.path(index + 1).decimalValue());
            boolean holds = switch (comparisons.path(index).asText()) {
                case "=" -> order == 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
            if (!holds) {
                return false;
            }
        }
        return true;
    }
}
