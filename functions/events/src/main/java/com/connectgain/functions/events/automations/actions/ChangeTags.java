package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Puts tags on the contact, or on the deal, conversation, task or company that the action names as its target. */
record ChangeTags(boolean adds) implements Action {

    @Override
    public Plan plan(Order order) {
        List<String> tags = order.texts(Setting.TAGS);
        if (tags.isEmpty()) {
            throw new ActionFailure("tags is required");
        }
        Row row = target(order);
        ObjectNode summary = Json.object().put("table", row.table().name()).put("id", row.id());
        tags.forEach(summary.putArray("tags")::add);
        return new Plan(summary, () -> {
            order.change(row, values -> change(values, tags));
            return Json.object();
        });
    }

    private static Row target(Order order) {
        String target =
                order.text("target", "entity", "entity_type").orElse("contact").toLowerCase(Locale.ROOT);
        return switch (target) {
            case "contact", "contacts" -> order.contact();
            case "deal", "deals" -> order.deal();
            case "conversation", "conversations" -> order.conversation();
            case "task", "tasks" -> order.task();
            case "company", "companies" ->
                order.situation().company().orElseThrow(() -> new ActionFailure("The event concerns no company"));
            default -> throw new ActionFailure("Tags cannot be put on a " + target);
        };
    }

    private void change(ObjectNode values, List<String> tags) {
        Set<String> now = new LinkedHashSet<>();
        for (JsonNode tag : values.path("tags")) {
            now.add(tag.asText());
        }
        if (adds) {
            now.addAll(tags);
        } else {
            tags.forEach(now::remove);
        }
        ArrayNode list = values.putArray("tags");
        now.forEach(list::add);
    }
}
