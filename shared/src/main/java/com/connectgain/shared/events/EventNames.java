package com.connectgain.shared.events;

import java.util.Set;

/** What the events of the product are called, and which of them a webhook hears that subscribes to a name. */
public final class EventNames {

    /** A webhook's subscription to everything. */
    public static final String EVERYTHING = "*";

    /** The older name of both directions of messages; delivered events have their real names. */
    public static final String ANY_MESSAGE = "message.created";

    private static final Set<String> MESSAGES = Set.of("message.received", "message.sent");

    public static final Set<String> ALL = Set.of(
            "contact.created",
            "contact.updated",
            "contact.assigned",
            "contact.tag.updated",
            "contact.lifecycle.updated",
            "deal.created",
            "deal.updated",
            "deal.stage.changed",
            "deal.assigned",
            "conversation.created",
            "conversation.assigned",
            "conversation.status.changed",
            "conversation.analyzed",
            "message.received",
            "message.sent",
            "message.delivered",
            "message.read",
            "message.failed",
            "message_actions.received",
            "broadcast.response",
            "campaign.started",
            "campaign.completed",
            "task.created",
            "task.updated",
            "task.completed",
            "task.overdue",
            "comment.added",
            "facebook.comment.received",
            "call.ended",
            "call.processed",
            "booking.created",
            "booking.rescheduled",
            "booking.cancelled",
            "booking.completed",
            "zoom.recording.completed");

    private EventNames() {}

    /** Whether a webhook may subscribe to {@code name}. */
    public static boolean isSubscribable(String name) {
        return ALL.contains(name) || name.equals(EVERYTHING) || name.equals(ANY_MESSAGE);
    }

    /** Whether who subscribes to {@code name} hears events of this type. */
    public static boolean means(String name, String type) {
        return name.equals(type) || name.equals(EVERYTHING) || name.equals(ANY_MESSAGE) && MESSAGES.contains(type);
    }
}
