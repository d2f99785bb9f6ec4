package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Condition;
import com.connectgain.shared.automations.RuleCheck;
import com.connectgain.shared.automations.TriggerType;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;

/** Rehearses a rule, stored or only written down, on an event made of a row or of sample data. */
public final class TestRun {

    /** Where the rows of an event's kind are. */
    private static final Map<String, String> TABLES = Map.of(
            "contact", "contacts",
            "deal", "deals",
            "conversation", "conversations",
            "message", "messages",
            "task", "tasks",
            "booking", "bookings",
            "call", "call_records");

    private final Kernel kernel;

    public TestRun(Kernel kernel) {
        this.kernel = kernel;
    }

    public ObjectNode run(String organization, ObjectNode body) {
        ObjectNode rule = rule(organization, body);
        Event event = event(organization, body, rule);
        Situation situation = new Situation(kernel, event);
        ObjectNode answer = Json.object().put("event_type", event.type());
        TriggerType.untold(event.type()).ifPresent(why -> answer.put("warning", why));
        try {
            boolean matched = new Facts(situation)
                    .hold(Condition.read(
                            "conditions",
                            rule.path("conditions"),
                            rule.path("condition_logic").asText("AND")));
            answer.put("matched", matched);
        } catch (ActionFailure unreadable) {
            answer.put("matched", false).put("error", unreadable.getMessage());
        }
        var rehearsed = answer.putArray("actions");
        ActionRun actions = new ActionRun();
        String id = rule.path("id").asText(event.id());
        int index = 0;
        for (JsonNode action : rule.path("actions")) {
            rehearsed.add(actions.rehearse(situation, id, index, action));
            index++;
        }
        return answer;
    }

    private ObjectNode rule(String organization, ObjectNode body) {
        if (body.hasNonNull("rule_id")) {
            return kernel.store()
                    .find("automation_rules", organization, body.path("rule_id").asText())
                    .map(Row::values)
                    .orElseThrow(() -> Problem.notFound("Automation rule not found"));
        }
        if (body.path("rule") instanceof ObjectNode written) {
            if (!written.path("trigger_type").isTextual()) {
                throw Problem.required("rule.trigger_type");
            }
            if (!written.path("actions").isArray()) {
                throw Problem.badRequest("rule.actions must be an array");
            }
            RuleCheck.trigger(written);
            RuleCheck.conditions(written, "conditions");
            RuleCheck.actions(written);
            return written;
        }
        throw Problem.required("rule_id");
    }

    private Event event(String organization, ObjectNode body, ObjectNode rule) {
        String type = body.path("event_type").asText(rule.path("trigger_type").asText());
        String dotted = TriggerType.dotted(type)
                .orElseThrow(
                        () -> Problem.badRequest("event_type must be an event's name, such as deal.stage.changed"));
        String table = body.path("table").asText(TABLES.getOrDefault(dotted.split("\\.")[0], ""));
        String entity = body.path("entity_id").asText("");
        ObjectNode data = Json.object();
        if (!entity.isEmpty()) {
            if (!TABLES.containsValue(table)) {
                throw Problem.badRequest("table must be one of "
                        + TABLES.values().stream().sorted().toList());
            }
            Row row = kernel.store()
                    .find(table, organization, entity)
                    .orElseThrow(() -> Problem.notFound("There is no such row in " + table));
            data = EventData.row(row.table(), row.values());
        }
        if (body.path("data") instanceof ObjectNode sample) {
            data.setAll(sample);
        }
        return new Event(
                "test-" + Ids.next(), dotted, organization, kernel.clock().instant(), table, entity, data, List.of());
    }
}
