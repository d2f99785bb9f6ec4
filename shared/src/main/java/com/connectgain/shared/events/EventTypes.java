package com.connectgain.shared.events;

import java.util.List;

/** Every event that the product knows by name. */
public final class EventTypes {

    public static final List<String> ALL = List.of(
            "message.received",
            "message.sent",
            "message.delivered",
            "message.read",
            "message.failed",
            "message_actions.received",
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
            "task.created",
            "task.updated",
            "task.completed",
            "task.overdue",
            "issue.assigned",
            "broadcast.response",
            "campaign.started",
            "campaign.completed",
            "comment.added",
            "facebook.comment.received",
            "call.ended",
            "call.processed",
            "zoom.recording.completed",
            "booking.created",
            "booking.rescheduled",
            "booking.cancelled",
            "booking.completed",
            "manual.shortcut");

    private EventTypes() {}
}
