package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Inserts a task for the event's contact, deal and conversation. */
final class CreateTask implements Action {

    private static final Set<String> PRIORITIES = Set.of("LOW", "MEDIUM", "HIGH");

    @Override
    public Plan plan(Order order) {
        ObjectNode task = Json.object().put("title", order.required(Setting.TITLE));
        order.text("description").ifPresent(text -> task.put("description", text));
        task.put("priority", priority(order));
        DueDates.of(order).ifPresent(due -> task.put("due_date", due));
        order.situation().contact().ifPresent(row -> task.put("contact_id", row.id()));
        order.situation().deal().ifPresent(row -> task.put("deal_id", row.id()));
        order.situation().conversation().ifPresent(row -> task.put("conversation_id", row.id()));
        Optional<Row> fixed = fixedAssignee(order);
        fixed.ifPresent(member -> task.put("assignee_id", member.id()));
        boolean chosen = fixed.isEmpty() && isAutomatic(order);
        ObjectNode summary = Json.object();
        summary.set("task", task.deepCopy());
        if (chosen) {
            summary.put("assignee", "chosen when the action runs");
        }
        return new Plan(summary, () -> {
            if (chosen) {
                Choice.of(order, Work.TASK).assignee(order).ifPresent(id -> task.put("assignee_id", id));
            }
            Row written = order.insert("tasks", task);
            return Json.object().put("task_id", written.id()).put("assignee_id", written.text("assignee_id"));
        });
    }

    private static String priority(Order order) {
        String priority = order.text("priority").orElse("MEDIUM").toUpperCase(Locale.ROOT);
        if (!PRIORITIES.contains(priority)) {
            throw new ActionFailure("priority must be LOW, MEDIUM or HIGH");
        }
        return priority;
    }

    private static Optional<Row> fixedAssignee(Order order) {
        return order.text("assignee_id", "assignee", "user_id", "assigned_to")
                .filter(id -> !Choice.isWordForAutomatic(id))
                .map(order::member);
    }

    private static boolean isAutomatic(Order order) {
        return order.config().path("auto_assign").asBoolean()
                || order.config().hasNonNull("strategy")
                || order.text("assignee_id", "assignee")
                        .filter(Choice::isWordForAutomatic)
                        .isPresent();
    }
}
