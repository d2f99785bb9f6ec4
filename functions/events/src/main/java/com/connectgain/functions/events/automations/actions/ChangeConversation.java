package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/**
 * Sets the status or the priority of a conversation.
 *
 * @param always the value, where the action's name says it already; else null
 */
record ChangeConversation(Setting needed, String always) implements Action {

    private String column() {
        return needed.keys().getFirst();
    }

    @Override
    public Plan plan(Order order) {
        Row conversation = order.conversation();
        String wanted = always != null ? always : order.required(needed);
        JsonNode value = order.typed(conversation, column(), Json.nodes().textNode(wanted.toUpperCase(Locale.ROOT)));
        ObjectNode summary = Json.object().put("conversation_id", conversation.id());
        summary.set(column(), value);
        return new Plan(summary, () -> {
            order.change(conversation, values -> values.set(column(), value));
            return Json.object();
        });
    }
}
