package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.notifications.Notice;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** What members are told without any rule: what became theirs, what happened to it, and what is overdue. */
final class StandardNotices {

    /** What is done about each event that is anybody's news. */
    private static final Map<String, BiConsumer<StandardNotices, Situation>> NEWS = Map.ofEntries(
            Map.entry(
                    "conversation.assigned",
                    assigned("conversation_assigned", "A conversation was assigned to you", "/inbox")),
            Map.entry("contact.assigned", assigned("contact_assigned", "A contact was assigned to you", "/contacts")),
            Map.entry("issue.assigned", assigned("issue_assigned", "An issue was assigned to you", "/projects/issues")),
            Map.entry("deal.assigned", StandardNotices::dealAssigned),
            Map.entry("task.assigned", StandardNotices::taskAssigned),
            Map.entry("task.created", StandardNotices::taskAssigned),
            Map.entry("task.updated", StandardNotices::taskUpdated),
            Map.entry("task.overdue", StandardNotices::overdue),
            Map.entry("message.received", StandardNotices::received),
            Map.entry("conversation.status.changed", StandardNotices::reopened),
            Map.entry("booking.created", booked("booking_created", "A new booking")),
            Map.entry("booking.rescheduled", booked("booking_rescheduled", "A booking was moved")),
            Map.entry("booking.cancelled", booked("booking_cancelled", "A booking was cancelled")));

    private static final int LONGEST_SHOWN = 200;

    private final Kernel kernel;

    StandardNotices(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Whether an event of this type is anybody's news. */
    static boolean know(String type) {
        return NEWS.containsKey(type);
    }

    void handle(Situation situation) {
        NEWS.getOrDefault(situation.event().type(), (notices, unknown) -> {}).accept(this, situation);
    }

    private static BiConsumer<StandardNotices, Situation> assigned(String kind, String title, String page) {
        return (notices, situation) -> notices.assigned(situation, "assignee_id", kind, title, page);
    }

    private static BiConsumer<StandardNotices, Situation> booked(String kind, String title) {
        return (notices, situation) -> notices.booked(situation, kind, title);
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

    private void taskUpdated(Situation situation) {
        if (situation.event().data().path("changed_fields").toString().contains("\"assignee_id\"")) {
            taskAssigned(situation);
        }
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

    private void received(Situation situation) {
        Optional<Row> conversation = situation.conversation();
        Optional<String> assignee = conversation.flatMap(row -> row.find("assignee_id"));
        if (assignee.isEmpty()) {
            return;
        }
        String from =
                situation.contact().flatMap(row -> row.find("full_name_search")).orElse("a customer");
        String said = Objects.requireNonNullElse(situation.data("content"), "");
        Notice notice = notice(situation, "message_received", "New message from " + from)
                .saying(said.isBlank() ? null : said.substring(0, said.offsetByCodePoints(0, shown(said))))
                .about(
                        "conversations",
                        conversation.get().id(),
                        "/inbox/" + conversation.get().id())
                .unmailed();
        tell(situation, List.of(assignee.get()), notice);
    }

    private static int shown(String text) {
        return Math.min(LONGEST_SHOWN, text.codePointCount(0, text.length()));
    }

    private void reopened(Situation situation) {
        if (situation.event().data().path("reopened_by_customer").asBoolean()) {
            assigned(
                    situation,
                    "assignee_id",
                    "conversation_reopened",
                    "A customer wrote again in a closed conversation",
                    "/inbox");
        }
    }

    /** The host of what guests book; members know what they enter and cancel themselves. */
    private void booked(Situation situation, String kind, String title) {
        if (!"host".equals(situation.data("cancelled_by"))) {
            assigned(situation, "profile_id", kind, title, "/bookings");
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
        Notice notice = notice(situation, kind, title)
                .saying(body)
                .about(event.table(), event.entity(), page + "/" + event.entity());
        tell(situation, members, notice);
    }

    private static Notice notice(Situation situation, String kind, String title) {
        Event event = situation.event();
        return Notice.of(kind + "#" + event.id(), kind, title)
                .with(Json.object().put("event", event.type()));
    }

    private void tell(Situation situation, Collection<String> members, Notice notice) {
        Event event = situation.event();
        Writing writing = new Writing(
                kernel.store(), event.organization(), null, kernel.clock().instant());
        kernel.notifier().tell(writing, event.at(), members, notice);
    }
}
