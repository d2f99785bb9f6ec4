package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;

/** Marks the event's task as done. */
final class CompleteTask implements Action {

    @Override
    public Plan plan(Order order) {
        Row task = order.task();
        return new Plan(Json.object().put("task_id", task.id()), () -> {
            order.change(task, values -> values.put("completed", true));
            return Json.object();
        });
    }
}
