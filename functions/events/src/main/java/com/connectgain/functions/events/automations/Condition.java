package com.connectgain.functions.events.automations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What must hold for a rule to run: one test of a field, or a group of conditions. */
sealed interface Condition {

    boolean holds(Facts facts);

    /** {@code {field, operator, value}}. */
    record Test(String field, Operator operator, JsonNode value) implements Condition {

        @Override
        public boolean holds(Facts facts) {
            return facts.test(field, operator, value);
        }
    }

    /** All of them, or any of them; without conditions it always holds. */
    record Group(boolean any, List<Condition> conditions) implements Condition {

        @Override
        public boolean holds(Facts facts) {
            return conditions.isEmpty()
                    || (any
                            ? conditions.stream().anyMatch(condition -> condition.holds(facts))
                            : conditions.stream().allMatch(condition -> condition.holds(facts)));
        }
    }

    /** Something that reads as no condition: a rule that has one does not run. */
    record Unreadable(String why) implements Condition {

        @Override
        public boolean holds(Facts facts) {
            throw new ActionFailure(why);
        }
    }

    int DEEPEST = 10;

    /** @param logic how the members of a plain list combine: AND or OR */
    static Condition read(JsonNode conditions, String logic) {
        return read(conditions, logic, 0);
    }

    private static Condition read(JsonNode node, String logic, int depth) {
        if (depth > DEEPEST) {
            return new Unreadable("Conditions are nested deeper than " + DEEPEST);
        }
        if (node.isNull() || node.isMissingNode() || node.isObject() && node.isEmpty()) {
            return new Group(false, List.of());
        }
        if (node.isArray()) {
            List<Condition> members = new ArrayList<>();
            node.forEach(member -> members.add(read(member, "AND", depth + 1)));
            return new Group(isOr(logic), List.copyOf(members));
        }
        JsonNode nested = first(node, "conditions", "rules", "group");
        if (nested.isArray()) {
            return read(
                    nested,
                    first(node, "logic", "condition_logic", "operator", "combinator")
                            .asText("AND"),
                    depth);
        }
        return test(node);
    }

    private static Condition test(JsonNode node) {
        String field = first(node, "field", "property", "name").asText("").strip();
        if (field.isEmpty()) {
            return new Unreadable("A condition names no field");
        }
        JsonNode value = first(node, "value", "values");
        String written = first(node, "operator", "op").asText("equals");
        return Operator.named(written)
                .<Condition>map(operator -> new Test(field, operator, value))
                .orElseGet(() -> new Unreadable("Unknown operator: " + written));
    }

    private static boolean isOr(String logic) {
        String word = logic.strip().toUpperCase(Locale.ROOT);
        return word.equals("OR") || word.equals("ANY");
    }

    private static JsonNode first(JsonNode node, String... names) {
        for (String name : names) {
            if (node.has(name)) {
                return node.path(name);
            }
        }
        return com.connectgain.shared.http.Json.nodes().missingNode();
    }
}
