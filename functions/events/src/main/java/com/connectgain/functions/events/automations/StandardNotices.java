package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.notifications.Notice;
import com.connectgain.shared.records.Writing;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What members are told without any rule: work that became theirs, and work that is overdue. */
final class StandardNotices {

    static final Set<String> TYPES = Set.of(
            "conversation.assigned",
            "contact.assigned",
            "deal.assigned",
            "task.assigned",
            "task.created",
            "task.updated",
            "task.overdue");

    private final Kernel kernel;

    StandardNotices(Kernel kernel) {
        this.kernel = kernel;
    }

    void handle(Situation situation) {
        Event event = situation.event();
        switch (event.type()) {
            case "conversation.assigned" ->
                assigned(
                        situation,
                        "assignee_id",
                        "conversation_assigned",
                        "A conversation was assigned to you",
                        "/inbox");
            case "contact.assigned" ->
                assigned(situation, "assignee_id", "contact_assigned", "A contact was assigned to you", "/contacts");
            case "deal.assigned" -> dealAssigned(situation);
            case "task.assigned", "task.created" -> taskAssigned(situation);
            case "task.updated" -> {
                if (event.data().path("changed_fields").toString().contains("\"assignee_id\"")) {
                    taskAssigned(situation);
                }
            }
            case "task.overdue" -> overdue(situation);
            default -> {}
        }
    }

    private void dealAssigned(Situation situation) {
        boolean automatic = situation
                .deal()
                .flatMap(deal -> situation.find("deal_owner_history", deal.text("owner_history_id")))
                .filter(history -> "Auto-reassigned".equals(history.text("change_reason")))
                .isPresent();
        assigned(
                situation,
                "owner_id",
                automatic ? "deal_reassigned" : "deal_assigned",
                automatic ? "A deal was reassigned to you for inactivity" : "A deal was assigned to you",
                "/deals");
    }

    private void taskAssigned(Situation situation) {
        String assignee = situation.data("assignee_id");
        if (assignee != null && !assignee.equals(situation.data("created_by"))) {
            assigned(situation, "assignee_id", "task_assigned", "A task was assigned to you", "/tasks");
        }
    }

    private void assigned(Situation situation, String column, String kind, String title, String page) {
        String member = situation.data(column);
        if (member != null) {
            tell(situation, List.of(member), kind, title, name(situation), page);
        }
    }

    /** The assignee, and the managers. */
    private void overdue(Situation situation) {
        Set<String> members = new LinkedHashSet<>();
        String assignee = situation.data("assignee_id");
        if (assignee != null) {
            members.add(assignee);
        }
        members.addAll(Members.withRoles(situation, Members.MANAGERS));
        tell(situation, members, "task_overdue", "A task is overdue", name(situation), "/tasks");
    }

    private static String name(Situation situation) {
        String title = situation.data("title");
        return title != null
                ? title
                : situation.contact().map(row -> row.text("full_name_search")).orElse(null);
    }

    private void tell(
            Situation situation, Collection<String> members, String kind, String title, String body, String page) {
        Event event = situation.event();
        Writing writing = new Writing(
                kernel.store(), event.organization(), null, kernel.clock().instant());
        Notice notice = Notice.of(kind + "#" + event.id(), kind, title)
                .saying(body)
                .about(event.table(), event.entity(), page + "/" + event.entity())
                .with(Json.object().put("event", event.type()));
        Members.notifier(kernel).tell(writing, event.at(), members, notice);
    }
}
