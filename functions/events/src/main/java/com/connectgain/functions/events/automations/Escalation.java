package com.connectgain.functions.events.automations;

import com.connectgain.shared.assignment.Assignment;
import com.connectgain.shared.assignment.Strategy;
import com.connectgain.shared.assignment.Wanted;
import com.connectgain.shared.assignment.Work;
import com.connectgain.shared.automations.Condition;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.notifications.Notice;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A deadline that passed unanswered: managers are told, the work goes to somebody else, further actions run. */
final class Escalation {

    private final Kernel kernel;
    private final ActionRun actions = new ActionRun();

    Escalation(Kernel kernel) {
        this.kernel = kernel;
    }

    void consider(Row rule, Situation situation) {
        boolean meant =
                situation.entity().filter(Deadlines.of(rule, kernel)::concern).isPresent();
        if (!rule.is("is_active") || !meant) {
            return;
        }
        Event event = situation.event();
        Order order = new Order(situation, rule.id(), "escalation#" + event.id() + "#" + rule.id(), Json.object());
        if (kernel.store()
                .find("task_automation_logs", event.organization(), order.id("task_automation_logs"))
                .isPresent()) {
            return;
        }
        String failure = null;
        Optional<String> assignee = Optional.empty();
        try {
            if (!new Facts(situation).hold(Condition.read("filters", rule.get("filters"), "AND"))) {
                return;
            }
            assignee = reassign(rule, order);
            tell(rule, situation);
        } catch (ActionFailure unreadable) {
            failure = unreadable.getMessage();
        }
        List<String> failed = runActions(rule, situation);
        if (!failed.isEmpty()) {
            failure = String.join("; ", failed);
        }
        log(order, assignee, failure);
    }

    private Optional<String> reassign(Row rule, Order order) {
        Row entity = order.situation().entity().orElseThrow();
        Optional<Work> work = work(entity);
        if (work.isEmpty() || !rule.is("reassign") && rule.find("reassign_to").isEmpty()) {
            return Optional.empty();
        }
        String column = work.get().column();
        Optional<String> member = rule.find("reassign_to")
                .map(id -> order.member(id).id())
                .or(() -> {
                    ObjectNode decided = order.once(
                            "assignee",
                            () -> Json.object()
                                    .put(
                                            "assignee_id",
                                            choose(rule, entity, work.get(), order)
                                                    .orElse(null)));
                    return Optional.ofNullable(decided.path("assignee_id").textValue());
                });
        member.ifPresent(id -> order.change(entity, values -> values.put(column, id)));
        return member;
    }

    private static Optional<Work> work(Row entity) {
        return switch (entity.table().name()) {
            case "tasks", "project_issues" -> Optional.of(Work.TASK);
            case "conversations" -> Optional.of(Work.CONVERSATION);
            case "deals" -> Optional.of(Work.DEAL);
            default -> Optional.empty();
        };
    }

    private Optional<String> choose(Row rule, Row entity, Work work, Order order) {
        Wanted wanted =
                Wanted.forWork(work, Strategy.ROUND_ROBIN).rotatingAs(rule.id()).but(entity.text(work.column()));
        return new Assignment(kernel.store(), kernel.clock())
                .choose(order.situation().organizationId(), wanted)
                .assignee();
    }

    private void tell(Row rule, Situation situation) {
        Set<String> roles = new LinkedHashSet<>();
        rule.get("notify_roles").forEach(role -> roles.add(role.asText()));
        Set<String> members = new LinkedHashSet<>(Members.withRoles(situation, roles));
        rule.get("notify_user_ids").forEach(id -> members.add(id.asText()));
        Event event = situation.event();
        Notice notice = Notice.of(
                        "escalation#" + event.id() + "#" + rule.id(), "escalation", "Escalation: " + rule.text("name"))
                .saying(Optional.ofNullable(situation.data("title")).orElse(null))
                .about(event.table(), event.entity(), "/" + event.table() + "/" + event.entity());
        kernel.notifier().tell(situation.writing(rule.id()), event.at(), members, notice);
    }

    private List<String> runActions(Row rule, Situation situation) {
        List<String> failed = new ArrayList<>();
        int index = 0;
        for (JsonNode action : rule.get("actions")) {
            ObjectNode entry = actions.carryOut(
                    situation, rule.id(), index, action, Json.nodes().missingNode());
            if (entry.has("error")) {
                failed.add(
                        entry.path("type").asText() + ": " + entry.path("error").asText());
            }
            index++;
        }
        return failed;
    }

    private static void log(Order order, Optional<String> assignee, String failure) {
        Event event = order.situation().event();
        ObjectNode entry = Json.object()
                .put("trigger_event", event.type())
                .put("event_id", event.id())
                .put("assignee_id", assignee.orElse(null))
                .put("status", failure == null ? "success" : "failed")
                .put("reason", failure == null ? "Escalated " + event.table() + "/" + event.entity() : failure);
        if (event.table().equals("tasks")) {
            entry.put("task_id", event.entity());
        }
        order.insert("task_automation_logs", entry);
    }
}
