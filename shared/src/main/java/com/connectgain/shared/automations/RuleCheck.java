package com.connectgain.shared.automations;

import com.connectgain.shared.assignment.Strategy;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Refuses, before it is saved, a rule that would never run or fail whenever it ran. */
public final class RuleCheck {

    public static final int MOST_ACTIONS = 20;

    public static final Set<String> METHODS = Set.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> STRATEGIES = List.of("strategy", "assignment_strategy");

    private RuleCheck() {}

    public static void trigger(JsonNode row) {
        requireKnown(row, List.of());
        ClockCheck.of(row);
    }

    /** Of a rule that distributes tasks: of what the clock tells it hears by its schedule alone. */
    public static void taskTrigger(JsonNode row) {
        List<String> schedule = List.of("schedule", "SCHEDULE");
        requireKnown(row, schedule);
        String written = row.path("trigger_type").asText("");
        if (!schedule.contains(written) && TriggerType.isByTheClock(written)) {
            throw Problem.badRequest("trigger_type must not be " + written + ": a rule with a schedule has schedule");
        }
    }

    private static void requireKnown(JsonNode row, List<String> others) {
        String written = row.path("trigger_type").asText("");
        if (!TriggerType.isKnown(written) && !others.contains(written)) {
            String allowed =
                    Stream.concat(TriggerType.all().stream(), others.stream()).collect(Collectors.joining(", "));
            throw Problem.badRequest("trigger_type must be one of " + allowed
                    + ", or an older name such as MESSAGE_CREATED or TASK_DUE, not " + cut(written));
        }
    }

    public static void conditions(JsonNode row, String column) {
        String logic = row.path("condition_logic").asText("AND");
        Condition.read(column, row.path(column), logic).fault().ifPresent(fault -> {
            throw Problem.badRequest(fault);
        });
    }

    public static void actions(JsonNode row) {
        JsonNode actions = row.path("actions");
        if (actions.size() > MOST_ACTIONS) {
            throw Problem.badRequest("actions must not be more than " + MOST_ACTIONS);
        }
        for (int i = 0; i < actions.size(); i++) {
            action("actions[" + i + "]", actions.get(i));
        }
    }

    private static void action(String place, JsonNode action) {
        String written = action.path("type").asText("").strip();
        if (written.isEmpty() || !(action instanceof ObjectNode object)) {
            throw Problem.badRequest(place + ".type is required: one of " + allowed());
        }
        ActionType type = ActionType.named(written)
                .orElseThrow(() ->
                        Problem.badRequest(place + ".type must be one of " + allowed() + ", not " + cut(written)));
        ObjectNode settings = ActionType.settings(object);
        for (Setting needed : type.needs()) {
            if (!needed.isIn(settings)) {
                throw Problem.badRequest(place + "." + String.join(" or ", needed.keys()) + " is required for " + type);
            }
        }
        values(place, type, settings);
    }

    private static void values(String place, ActionType type, ObjectNode settings) {
        if (type == ActionType.HTTP_REQUEST) {
            choice(place, settings, "method", METHODS);
        }
        if (type == ActionType.CREATE_TASK) {
            choice(place, settings, "priority", Set.of("LOW", "MEDIUM", "HIGH"));
        }
        for (String key : STRATEGIES) {
            String written = settings.path(key).asText("");
            if (!written.isBlank()
                    && !isTemplate(written)
                    && Strategy.named(written).isEmpty()) {
                throw Problem.badRequest(place + "." + key + " must be one of " + Strategy.words());
            }
        }
        try {
            Delay.of(settings);
        } catch (IllegalArgumentException senseless) {
            throw Problem.badRequest(place + ": " + senseless.getMessage());
        }
    }

    private static void choice(String place, ObjectNode settings, String key, Set<String> allowed) {
        String written = settings.path(key).asText("").strip();
        if (!written.isEmpty() && !isTemplate(written) && !allowed.contains(written.toUpperCase(Locale.ROOT))) {
            String list = allowed.stream().sorted().collect(Collectors.joining(", "));
            throw Problem.badRequest(place + "." + key + " must be one of " + list);
        }
    }

    private static boolean isTemplate(String text) {
        return text.contains("{{");
    }

    private static String allowed() {
        return String.join(", ", ActionType.allNames());
    }

    private static String cut(String text) {
        return text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }
}
