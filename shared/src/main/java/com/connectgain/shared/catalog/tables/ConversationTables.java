package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.integers;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.time;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Conversations and their messages, what is planned for them, and the targets they are measured by. */
final class ConversationTables {

    private static final Rule READERS = Rule.holders(Permission.CAN_READ_MESSAGES);
    private static final Rule SENDERS = Rule.holders(Permission.CAN_SEND_MESSAGES);
    private static final String[] PRIORITIES = {"LOW", "MEDIUM", "HIGH", "URGENT"};

    private ConversationTables() {}

    static List<Table> tables() {
        return List.of(
                conversations(), messages(), scheduledMessages(), messageActions(), savedInboxFilters(), slaRules());
    }

    private static Table conversations() {
        return Table.named("conversations")
                .doc("One contact on one channel account. At most one direct conversation of the two is open.")
                .columns(
                        Fields.parent("contact_id", "contacts"),
                        ChannelTables.account("channel_account_id"),
                        Fields.member("assignee_id"),
                        text("status")
                                .required()
                                .oneOf("OPEN", "PENDING", "RESOLVED", "CLOSED")
                                .defaultTo("OPEN")
                                .indexed(),
                        text("priority").oneOf(PRIORITIES),
                        text("subject").searched(),
                        Fields.tags(),
                        jsonObject("metadata").required().defaultTo("{}").doc("is_comment_thread and the like"),
                        bool("is_important").required().defaultTo(false).indexed(),
                        timestamp("last_message_at"),
                        text("last_message_direction").oneOf("INBOUND", "OUTBOUND"),
                        text("last_message_preview"),
                        timestamp("last_user_message_at").doc("Opens the 24-hour window of Meta's channels."),
                        timestamp("last_read_at"),
                        integer("unread_count")
                                .required()
                                .atLeast(0)
                                .defaultTo(0)
                                .doc("Inbound messages after last_read_at, counted by the server; 0 marks as read."),
                        integer("message_count")
                                .required()
                                .atLeast(0)
                                .defaultTo(0)
                                .readOnly(),
                        texts("attention")
                                .required()
                                .defaultTo("[]")
                                .posted()
                                .hidden()
                                .doc("UNREAD, UNANSWERED: where the counts of the inbox find their few rows."),
                        timestamp("first_response_at"),
                        timestamp("closed_at"),
                        timestamp("snoozed_until"),
                        timestamp("opened_at").readOnly().doc("When it was opened, for the last time."),
                        timestamp("waiting_since")
                                .readOnly()
                                .doc("The first message of the contact that nobody answered; null when all are."),
                        timestamp("sla_deadline")
                                .doc("When sla_rules want the next answer, or the conversation resolved."),
                        timestamp("sla_breached_at").readOnly().doc("The last deadline that was missed."),
                        uuid("response_channel_account_id")
                                .doc("Replies go here. No foreign key: channel_accounts(*) has to stay unambiguous."),
                        bool("ai_agent_active").required().defaultTo(true).doc("False while a person has taken over."),
                        timestamp("ai_handoff_at"),
                        text("ai_handoff_reason"),
                        integer("interest_score").between(0, 100),
                        integer("interest_score_10").derived(ConversationTables::scoreOfTen),
                        text("interest_level").oneOf("HOT", "WARM", "COLD").indexed(),
                        text("ai_sentiment").oneOf("POSITIVE", "NEUTRAL", "NEGATIVE", "MIXED"),
                        text("ai_intent"),
                        text("ai_summary"),
                        texts("key_topics").required().defaultTo("[]").posted(),
                        text("ai_recommended_action"),
                        timestamp("ai_analyzed_at"),
                        integer("inbound_since_analysis").required().defaultTo(0),
                        bool("reengagement_enabled").required().defaultTo(true),
                        integer("reengagement_strikes").required().defaultTo(0),
                        timestamp("next_action_at")
                                .readOnly()
                                .doc("The earliest of snooze end, SLA deadline and re-engagement threshold."))
                .activity("last_message_at")
                .due("next_action_at", row -> true)
                .unique(
                        "conversations_open_contact_id_channel_account_id_key",
                        ConversationTables::isOpenDirect,
                        "contact_id",
                        "channel_account_id")
                .access(new Access(READERS, READERS, READERS, READERS, true))
                .build();
    }

    /** Comment threads stand beside the direct conversation with the same person. */
    private static boolean isOpenDirect(ObjectNode row) {
        return row.path("status").asText().equals("OPEN")
                && !row.path("metadata").path("is_comment_thread").asBoolean();
    }

    private static JsonNode scoreOfTen(ObjectNode row) {
        JsonNode score = row.path("interest_score");
        return score.isNumber()
                ? Json.nodes().numberNode(Math.max(1, Math.round(score.asInt() / 10f)))
                : Json.nodes().nullNode();
    }

    private static Table messages() {
        return Table.named("messages")
                .doc("Messages, kept together by conversation.")
                .columns(
                        Fields.parent("conversation_id", "conversations"),
                        uuid("contact_id").references("contacts").onDelete(OnDelete.CASCADE),
                        ChannelTables.account("channel_account_id"),
                        ChannelTables.channelType("channel"),
                        uuid("sender_id").doc("The member who wrote it; null for contacts and the system."),
                        text("direction")
                                .required()
                                .oneOf("INBOUND", "OUTBOUND")
                                .alias("INCOMING", "INBOUND")
                                .alias("OUTGOING", "OUTBOUND"),
                        text("content").searched(),
                        text("status")
                                .required()
                                .oneOf("PENDING", "SENT", "DELIVERED", "READ", "FAILED")
                                .alias("SENDING", "PENDING")
                                .alias("RECEIVED", "DELIVERED")
                                .defaultTo("SENT"),
                        text("message_type")
                                .required()
                                .normalised(Column.Normalised.LOWER_CASE)
                                .defaultTo("text")
                                .doc("text, image, video, audio, document, location, contacts, template, interactive"),
                        jsonObject("metadata").required().defaultTo("{}"),
                        jsonArray("media").required().defaultTo("[]"),
                        text("external_id").indexed().doc("The provider's id."),
                        text("source").doc("sequence, campaign, bot, automation, api"),
                        uuid("reply_to_id").doc("The quoted message."),
                        text("transcription").searched(),
                        text("error_message"),
                        jsonArray("status_history").required().defaultTo("[]"),
                        timestamp("provider_timestamp"),
                        timestamp("delivered_at"),
                        timestamp("read_at"))
                .partitionedBy("conversation_id")
                .placed(Placement.MESSAGES)
                .unique("channel_account_id", "external_id")
                .access(new Access(READERS, SENDERS, SENDERS, SENDERS, true))
                .build();
    }

    private static Table scheduledMessages() {
        return Table.named("scheduled_messages")
                .doc("Messages to be sent at a time, once or again and again.")
                .columns(
                        uuid("conversation_id").references("conversations").onDelete(OnDelete.CASCADE),
                        uuid("contact_id").references("contacts").onDelete(OnDelete.CASCADE),
                        ChannelTables.account("channel_account_id").unindexed(),
                        text("content"),
                        jsonArray("media").required().defaultTo("[]"),
                        jsonObject("template").doc("{name, language, variables}"),
                        timestamp("send_at").required(),
                        text("timezone"),
                        jsonObject("recurrence").doc("{frequency, interval, until}"),
                        text("status")
                                .required()
                                .oneOf("SCHEDULED", "SENDING", "SENT", "FAILED", "CANCELLED")
                                .defaultTo("SCHEDULED")
                                .indexed(),
                        integer("attempts").required().defaultTo(0).readOnly(),
                        text("error_message").readOnly(),
                        uuid("message_id").readOnly().doc("What became of it."),
                        timestamp("sent_at").readOnly(),
                        Fields.author("created_by"))
                .activity("send_at")
                .due("send_at", ConversationTables::isScheduled)
                .access(new Access(READERS, SENDERS, SENDERS, SENDERS, false))
                .build();
    }

    private static boolean isScheduled(ObjectNode row) {
        return row.path("status").asText().equals("SCHEDULED");
    }

    private static Table messageActions() {
        return Table.named("message_actions")
                .doc("Clicks on buttons and links of templates, as Meta reports them.")
                .columns(
                        ChannelTables.account("channel_account_id").required(),
                        text("action_type").required(),
                        text("click_id").required(),
                        text("tracking_token").indexed(),
                        text("click_component"),
                        timestamp("occurred_at").required(),
                        jsonObject("raw").required().defaultTo("{}"))
                .unique("channel_account_id", "click_id")
                .placed(Placement.LOGS)
                .access(Access.readOnly().reading(READERS))
                .build();
    }

    private static Table savedInboxFilters() {
        return Table.named("saved_inbox_filters")
                .doc("A member's own views of the inbox.")
                .columns(
                        Fields.owner("user_id").defaultCurrentUser(),
                        text("name").required().notBlank().max(Fields.NAME),
                        jsonObject("filters").required().defaultTo("{}"),
                        bool("is_default").required().defaultTo(false),
                        Fields.position())
                .access(Access.own("user_id"))
                .build();
    }

    private static Table slaRules() {
        return Table.named("sla_rules")
                .doc("Response targets; the first active rule that fits a row applies.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        text("applies_to")
                                .required()
                                .oneOf("CONVERSATION", "DEAL")
                                .defaultTo("CONVERSATION"),
                        texts("channel_types")
                                .required()
                                .defaultTo("[]")
                                .oneOf(ChannelTables.TYPES)
                                .alias("MESSENGER", "FB_MESSENGER"),
                        text("priority").oneOf(PRIORITIES),
                        integer("first_response_minutes").atLeast(1),
                        integer("next_response_minutes").atLeast(1),
                        integer("resolution_minutes").atLeast(1),
                        bool("business_hours_only").required().defaultTo(false),
                        time("business_hours_start").required().defaultTo("09:00:00"),
                        time("business_hours_end").required().defaultTo("17:00:00"),
                        integers("business_days")
                                .required()
                                .defaultTo("[1,2,3,4,5]")
                                .doc("Sunday is 0."),
                        Fields.position(),
                        bool("is_active").required().defaultTo(true))
                .access(Grants.settings())
                .build();
    }
}
