package com.connectgain.shared.automations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** What an action cannot do without, by the names that the pages of the documents and the dashboard give it. */
public enum Setting {
    TITLE("title", "name", "task_title", "deal_title"),
    NOTE("content", "text", "note", "body"),
    PROJECT("project_id"),
    START("start_date_time", "start", "starts_at", "start_time"),
    TAGS("tags", "tag", "tag_names", "tag_name", "name", "value"),
    ASSIGNEE(
            "assignee_id",
            "user_id",
            "owner_id",
            "assignee",
            "assigned_to",
            "strategy",
            "assignment_strategy",
            "team_id"),
    FIELD("field", "field_name"),
    STAGE("stage", "new_stage", "stage_id", "value"),
    LIFECYCLE_STAGE("lifecycle_stage_id", "lifecycle_stage", "stage", "value"),
    STATUS("status", "value"),
    PRIORITY("priority", "value"),
    MESSAGE(
            "content",
            "message",
            "text",
            "body",
            "message_text",
            "reply_text",
            "template_id",
            "quick_reply_id",
            "template_name",
            "media_url",
            "image_url"),
    REPLY("public_reply", "private_message", "reply_text", "comment_reply", "reply", "dm_text", "private_reply", "dm"),
    SUBJECT("subject", "title"),
    MAIL_TEXT("body", "text", "content", "message"),
    NOTICE("title", "message", "text"),
    URL("url", "webhook_url"),
    WEBHOOK("webhook_id", "url", "webhook_url"),
    SEQUENCE("sequence_id"),
    FLOW("flow_id", "bot_flow_id");

    private final List<String> keys;

    Setting(String... keys) {
        this.keys = List.of(keys);
    }

    /** Any of them will do; the first is the usual one. */
    public List<String> keys() {
        return keys;
    }

    boolean isIn(ObjectNode config) {
        return keys.stream().map(config::path).anyMatch(Setting::saysSomething);
    }

    private static boolean saysSomething(JsonNode value) {
        return value.isArray()
                ? value.valueStream().anyMatch(Setting::saysSomething)
                : value.isValueNode() && !value.isNull() && !value.asText().isBlank();
    }
}
