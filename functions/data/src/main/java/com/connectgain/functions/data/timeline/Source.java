package com.connectgain.functions.data.timeline;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * A table that has a part of the history, and what of its rows the history tells.
 *
 * @param type what an entry is called
 * @param actor the column of who did it; null where nobody of the team did
 */
enum Source {
    MESSAGES(
            "message",
            "sender_id",
            "conversation_id",
            "channel",
            "direction",
            "content",
            "message_type",
            "status",
            "media",
            "source"),
    CONVERSATIONS("conversation", null, "channel_account_id", "status", "assignee_id", "subject", "metadata"),
    DEALS("deal_created", null, "title", "stage", "status", "value", "currency", "probability", "owner_id"),
    DEAL_CONTACTS("deal_linked", null, "deal_id", "role"),
    DEAL_ACTIVITIES("deal_updated", "created_by", "deal_id", "activity_type", "description", "old_value", "new_value"),
    DEAL_OWNER_HISTORY(
            "deal_owner_changed",
            "changed_by",
            "deal_id",
            "owner_id",
            "previous_owner_id",
            "change_reason",
            "ended_at",
            "duration_days"),
    TASKS("task_created", "created_by", "title", "priority", "due_date", "assignee_id", "completed", "deal_id"),
    TASK_ACTIVITIES("task_updated", "created_by", "task_id", "activity_type", "old_value", "new_value"),
    NOTES("note", "author_id", "content", "deal_id", "conversation_id", "reply_to_id"),
    CALL_EVENTS(
            "call",
            "user_id",
            "direction",
            "status",
            "outcome",
            "duration_seconds",
            "notes",
            "phone_number",
            "initiated_at",
            "call_record_id"),
    CALL_RECORDS(
            "call_recording",
            "agent_id",
            "direction",
            "status",
            "outcome",
            "duration_seconds",
            "notes",
            "call_timestamp",
            "summary",
            "sentiment_label",
            "deal_id"),
    BOOKINGS("booking", "user_id", "title", "status", "start_date_time", "end_date_time", "location", "meeting_link"),
    SEQUENCE_ENROLLMENTS("enrollment", "enrolled_by", "sequence_id", "status", "current_step_index", "completed_at"),
    CONTACT_ACTIVITY_LOG("activity", "created_by", "activity_type", "description", "metadata");

    private final String type;
    private final String actor;
    private final List<String> columns;

    Source(String type, String actor, String... columns) {
        this.type = type;
        this.actor = actor;
        this.columns = List.of(columns);
    }

    String table() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    ObjectNode entry(Row row) {
        ObjectNode entry =
                Json.object().put("id", row.id()).put("type", type).put("created_at", row.text("created_at"));
        entry.put("actor_id", actor == null ? null : row.text(actor));
        ObjectNode data = entry.putObject("data");
        for (String column : columns) {
            JsonNode value = row.get(column);
            if (!value.isMissingNode()) {
                data.set(column, value);
            }
        }
        return entry;
    }
}
