package com.connectgain.functions.events.automations;

import com.connectgain.shared.assignment.Assignment;
import com.connectgain.shared.assignment.Decision;
import com.connectgain.shared.assignment.Strategy;
import com.connectgain.shared.assignment.Wanted;
import com.connectgain.shared.automations.Condition;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Task distribution: a rule makes a task of its template, or, without one, gives the event's task to somebody. Every
 * decision is logged with who was considered.
 */
final class TaskDistribution {

    private static final int LONGEST_CHAIN = 5;

    private final Kernel kernel;

    TaskDistribution(Kernel kernel) {
        this.kernel = kernel;
    }

    void handle(Situation situation) {
        Event event = situation.event();
        Rules.waitingFor(kernel.store(), event.organization(), "task_automation_rules", "enabled", event.type())
                .forEach(rule -> consider(rule, situation));
    }

    void consider(Row rule, Situation situation) {
        Event event = situation.event();
        boolean loops = event.causes().contains(rule.id()) || event.causes().size() >= LONGEST_CHAIN;
        if (!rule.is("enabled") || loops) {
            return;
        }
        Order order = new Order(situation, rule.id(), "distribution#" + event.id() + "#" + rule.id(), config(rule));
        if (order.kernel()
                .store()
                .find("task_automation_logs", event.organization(), order.id("task_automation_logs"))
                .isPresent()) {
            return;
        }
        try {
            if (new Facts(situation)
                    .hold(Condition.read("conditions", rule.get("conditions"), rule.text("condition_logic")))) {
                distribute(rule, order);
            }
        } catch (ActionFailure failure) {
            log(order, null, null, Optional.empty(), "failed", failure.getMessage());
        } catch (Problem refused) {
            log(order, null, null, Optional.empty(), "failed", refused.getMessage());
        } finally {
            situation.refresh();
        }
    }

    private static ObjectNode config(Row rule) {
        ObjectNode config = Json.object();
        config.set("title", rule.get("title_template"));
        config.set("description", rule.get("description_template"));
        config.set("assignee_id", rule.get("assignee_id"));
        return config;
    }

    private void distribute(Row rule, Order order) {
        Optional<String> title = order.text("title");
        Optional<Row> task = order.situation().task();
        if (title.isEmpty() && task.isEmpty()) {
            throw new ActionFailure("The rule has no title for a task, and the event concerns none");
        }
        if (title.isEmpty() && task.get().find("assignee_id").isPresent()) {
            log(order, task.get().id(), null, Optional.empty(), "skipped", "The task has an assignee already");
            return;
        }
        Optional<String> fixed =
                order.text("assignee_id").map(id -> order.member(id).id());
        ObjectNode chosen = fixed.isPresent() ? Json.object() : order.once("choice", () -> choose(rule, order));
        String assignee = fixed.orElseGet(() -> chosen.path("assignee_id").textValue());
        Row written = title.isPresent()
                ? order.insert("tasks", newTask(rule, order, title.get(), assignee))
                : assignee == null
                        ? task.get()
                        : order.change(task.get(), values -> values.put("assignee_id", assignee));
        boolean nobody = assignee == null;
        log(
                order,
                written.id(),
                assignee,
                Optional.of(chosen.put("strategy", fixed.isPresent() ? "manual" : rule.text("strategy"))),
                nobody && title.isEmpty() ? "skipped" : "success",
                nobody ? "Nobody fits" : null);
    }

    private static ObjectNode newTask(Row rule, Order order, String title, String assignee) {
        ObjectNode task = Json.object()
                .put("title", title)
                .put("priority", rule.text("priority"))
                .put("assignee_id", assignee);
        order.text("description").ifPresent(text -> task.put("description", text));
        if (rule.get("due_in_minutes").isNumber()) {
            Duration wait = Duration.ofMinutes(rule.get("due_in_minutes").asLong());
            task.put("due_date", DateTimes.print(order.situation().event().at().plus(wait)));
        }
        rule.find("task_category").ifPresent(category -> task.putArray("tags").add(category));
        order.situation().contact().ifPresent(row -> task.put("contact_id", row.id()));
        order.situation().deal().ifPresent(row -> task.put("deal_id", row.id()));
        order.situation().conversation().ifPresent(row -> task.put("conversation_id", row.id()));
        return task;
    }

    private ObjectNode choose(Row rule, Order order) {
        List<String> eligible = new ArrayList<>();
        rule.get("eligible_user_ids").forEach(id -> eligible.add(id.asText()));
        Strategy strategy = Strategy.named(rule.text("strategy")).orElse(Strategy.ROUND_ROBIN);
        Wanted wanted = Wanted.forWork(com.connectgain.shared.assignment.Work.TASK, strategy)
                .among(eligible)
                .rotatingAs(rule.id())
                .skilledIn(rule.text("task_category"));
        Decision decision = new Assignment(kernel.store(), kernel.clock())
                .choose(order.situation().organizationId(), wanted);
        decision.assignee().ifPresent(member -> remember(rule, member));
        ObjectNode choice = Json.object().put("assignee_id", decision.assignee().orElse(null));
        choice.set("candidates", decision.candidates());
        return choice;
    }

    /** For whoever looks at the rule; whose turn it is is counted elsewhere, so the last of several writers may lose. */
    private void remember(Row rule, String member) {
        kernel.store()
                .find(rule.table(), rule.organization(), rule.id())
                .ifPresent(
                        current -> kernel.store().update(current, Json.object().put("last_assigned_user_id", member)));
    }

    private static void log(
            Order order, String task, String assignee, Optional<ObjectNode> choice, String status, String reason) {
        ObjectNode entry = Json.object()
                .put("rule_id", order.automation())
                .put("trigger_event", order.situation().event().type())
                .put("event_id", order.situation().event().id())
                .put("task_id", task)
                .put("assignee_id", assignee)
                .put("status", status)
                .put("reason", reason);
        choice.ifPresent(decided -> {
            JsonNode candidates = decided.path("candidates");
            entry.put("strategy", decided.path("strategy").asText());
            entry.set("candidates", candidates.isArray() ? candidates : Json.array());
        });
        order.insert("task_automation_logs", entry);
    }
}
