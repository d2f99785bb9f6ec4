package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Starts a published flow for the event's conversation: an execution that waits and is due now, which the flow engine
 * takes up by its due index.
 */
final class StartFlow implements Action {

    @Override
    public Plan plan(Order order) {
        Row flow = order.row("bot_flows", order.required(Setting.FLOW));
        if (!"PUBLISHED".equals(flow.text("status"))) {
            throw new ActionFailure("The flow " + flow.text("name") + " is not published");
        }
        Carrier.FLOWS.require(order);
        ObjectNode execution = Json.object()
                .put("flow_id", flow.id())
                .put("trigger_event", "automation")
                .put("event_id", order.situation().event().id())
                .put("status", "waiting")
                .put("resume_at", order.writing().timestamp());
        execution.set("flow_version", flow.get("published_version"));
        order.situation().conversation().ifPresent(row -> execution.put("conversation_id", row.id()));
        order.situation().contact().ifPresent(row -> execution.put("contact_id", row.id()));
        ObjectNode state = execution.putObject("state");
        if (order.config().path("variables") instanceof ObjectNode variables) {
            state.set("variables", order.interpolator().tree(variables));
        }
        state.set("event", order.situation().event().json());
        ObjectNode summary = Json.object().put("flow_id", flow.id()).put("flow", flow.text("name"));
        return new Plan(
                summary,
                () -> Json.object()
                        .put(
                                "execution_id",
                                order.insert("bot_flow_executions", execution).id())
                        .put("delivery", "Waiting for the flow engine"));
    }
}
