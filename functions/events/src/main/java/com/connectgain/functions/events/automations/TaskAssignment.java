package com.connectgain.functions.events.automations;

import com.connectgain.shared.assignment.Assignment;
import com.connectgain.shared.assignment.Decision;
import com.connectgain.shared.assignment.Strategy;
import com.connectgain.shared.assignment.Wanted;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** One task, given to somebody at a person's request. The decision is logged, also when nobody fits. */
public final class TaskAssignment {

    private final Kernel kernel;

    public TaskAssignment(Kernel kernel) {
        this.kernel = kernel;
    }

    public ObjectNode assign(Caller caller, ObjectNode body) {
        Strategy strategy = strategy(body.path("strategy"));
        Row task = task(caller.organization(), body.path("task_id"));
        if (task.is("completed")) {
            throw Problem.conflict("The task is completed");
        }
        // Distribution rules write a task's category into its tags.
        String category = body.path("category").asText(task.get("tags").path(0).asText(""));
        Decision decision = new Assignment(kernel.store(), kernel.clock())
                .choose(
                        caller.organization(),
                        Wanted.forWork(com.connectgain.shared.assignment.Work.TASK, strategy)
                                .skilledIn(category));
        Writing writing = new Writing(
                kernel.store(),
                caller.organization(),
                caller.userId(),
                kernel.clock().instant());
        decision.assignee().ifPresent(member -> give(task, member, writing));
        log(task, decision, writing);
        return Json.object()
                .put("assignee_id", decision.assignee().orElse(null))
                .put("strategy", strategy.word());
    }

    private static Strategy strategy(JsonNode written) {
        if (written.isMissingNode() || written.isNull()) {
            return Strategy.ROUND_ROBIN;
        }
        return Strategy.named(written.asText(""))
                .orElseThrow(() -> Problem.badRequest("strategy must be one of " + Strategy.words()));
    }

    private Row task(String organization, JsonNode id) {
        if (!id.isTextual() || id.asText().isBlank()) {
            throw Problem.required("task_id");
        }
        return kernel.store()
                .find("tasks", organization, id.asText().strip())
                .orElseThrow(() -> Problem.notFound("Task not found"));
    }

    private void give(Row task, String member, Writing writing) {
        List<Row> changed = kernel.records()
                .update(
                        writing,
                        List.of(task),
                        values -> values.deepCopy().put("assignee_id", member).put("updated_at", writing.timestamp()),
                        now -> now.get("assignee_id").equals(task.get("assignee_id")));
        if (changed.isEmpty()) {
            throw Problem.conflict("Somebody else assigned the task at the same moment");
        }
    }

    private void log(Row task, Decision decision, Writing writing) {
        boolean nobody = decision.assignee().isEmpty();
        ObjectNode entry = Json.object()
                .put("trigger_event", "task-auto-assign")
                .put("task_id", task.id())
                .put("assignee_id", decision.assignee().orElse(null))
                .put("strategy", decision.strategy().word())
                .put("status", nobody ? "skipped" : "success")
                .put("reason", nobody ? "Nobody fits" : null);
        entry.set("candidates", decision.candidates());
        kernel.records().insert(writing, "task_automation_logs", entry);
    }
}
