package com.connectgain.shared.automations;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What must hold for a rule to run: one test of a field, or a group of conditions. */
public sealed interface Condition {

    /** {@code {field, operator, value}}. */
    record Test(String field, Operator operator, JsonNode value) implements Condition {}

    /** All of them, or any of them; without conditions it always holds. */
    record Group(boolean any, List<Condition> conditions) implements Condition {}

    /** Something that reads as no condition: a rule that has one does not run. */
    record Unreadable(String why) implements Condition {}

    int DEEPEST = 10;

    Pattern TIMES = Pattern.compile("\\d:\\d\\d.*\\d:\\d\\d");

    Set<String> ANY = Set.of("OR", "ANY");
    Set<String> ALL = Set.of("AND", "ALL");

    /**
     * @param column where the conditions are written, for whoever is told what is wrong with them
     * @param logic how the members of a plain list combine: AND or OR
     */
    static Condition read(String column, JsonNode conditions, String logic) {
        return read(column, conditions, logic, 0);
    }

    private static Condition read(String place, JsonNode node, String logic, int depth) {
        if (depth > DEEPEST) {
            return new Unreadable(place + " is nested deeper than " + DEEPEST);
        }
        if (node.isNull() || node.isMissingNode() || node.isObject() && node.isEmpty()) {
            return new Group(false, List.of());
        }
        if (node.isArray()) {
            String word = logic.strip().toUpperCase(Locale.ROOT);
            if (!ANY.contains(word) && !ALL.contains(word)) {
                return new Unreadable(place + " must be combined by AND or OR, not by " + logic);
            }
            List<Condition> members = new ArrayList<>();
            for (int i = 0; i < node.size(); i++) {
                members.add(read(place + "[" + i + "]", node.get(i), "AND", depth + 1));
            }
            return new Group(ANY.contains(word), List.copyOf(members));
        }
        JsonNode nested = first(node, "conditions", "rules", "group");
        if (nested.isArray()) {
            JsonNode combined = first(node, "logic", "condition_logic", "operator", "combinator");
            return read(place, nested, combined.asText("AND"), depth);
        }
        return test(place, node);
    }

    private static Condition test(String place, JsonNode node) {
        String field = first(node, "field", "property", "name").asText("").strip();
        if (field.isEmpty()) {
            return new Unreadable(place + ".field is required");
        }
        JsonNode value = first(node, "value", "values");
        String written = first(node, "operator", "op").asText("equals");
        return Operator.named(written)
                .<Condition>map(operator -> operator == Operator.BETWEEN && !isPair(value)
                        ? new Unreadable(place + ".value must be two values for between, such as [1, 10]")
                        : new Test(field, operator, value))
                .orElseGet(() -> new Unreadable(place + ".operator must be one of "
                        + String.join(", ", Operator.words()) + ", not " + written));
    }

    /** {@code [1, 10]}, {@code {from, to}}, {@code "1, 10"}, {@code "18:00 - 09:00"}. */
    private static boolean isPair(JsonNode value) {
        return value.isTextual()
                ? value.textValue().contains(",")
                        || TIMES.matcher(value.textValue()).find()
                : value.size() == 2;
    }

    private static JsonNode first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) {
                return node.path(name);
            }
        }
        return Json.nodes().missingNode();
    }

    /** What is wrong with it or within it; empty when it can be tested. */
    default Optional<String> fault() {
        return switch (this) {
            case Test test -> Optional.empty();
            case Group group ->
                group.conditions().stream()
                        .flatMap(member -> member.fault().stream())
                        .findFirst();
            case Unreadable unreadable -> Optional.of(unreadable.why());
        };
    }
}
