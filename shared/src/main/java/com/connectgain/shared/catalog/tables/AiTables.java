package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bigint;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import java.util.List;

/** What the AI features are told, what they know, what they said and what they used. */
public final class AiTables {

    private static final Access CONFIGURATION = Access.of(Rule.users(), Rule.managers(Permission.CAN_MANAGE_SETTINGS));

    private AiTables() {}

    public static List<Table> tables() {
        return List.of(
                aiProviderSettings(),
                aiProviderAudit(),
                aiTokenUsage(),
                reengagementSettings(),
                reengagementNudges(),
                replyAssistantSettings(),
                knowledgeDocuments(),
                knowledgeEntries(),
                knowledgeChunks(),
                aiAgentSettings(),
                aiAssistantMessages(),
                aiSummarySettings(),
                enrichmentTools());
    }

    private static Table aiProviderSettings() {
        return Table.named("ai_provider_settings")
                .doc("Whose model answers, one row per organization. Written by ai-provider-settings, which checks"
                        + " the key.")
                .columns(
                        text("provider")
                                .required()
                                .oneOf("connectgain", "gemini_byok")
                                .alias("byok_gemini", "gemini_byok")
                                .defaultTo("connectgain"),
                        text("encrypted_key").secret().hidden(),
                        text("key_preview"),
                        text("model")
                                .required()
                                .oneOf("gemini-2.5-flash", "gemini-2.5-pro", "gemini-2.5-flash-lite")
                                .defaultTo("gemini-2.5-flash"),
                        text("scope")
                                .required()
                                .oneOf("all", "reengagement_only")
                                .alias("reengagement", "reengagement_only")
                                .defaultTo("all"),
                        bool("fallback_enabled").required().defaultTo(true),
                        text("status").oneOf("valid", "invalid", "quota", "network"),
                        timestamp("last_validated_at"),
                        text("last_error"),
                        bool("warning").required().defaultTo(false).doc("The key failed and the fallback stood in."))
                .unique("organization_id")
                .access(Access.readOnly())
                .build();
    }

    private static Table aiProviderAudit() {
        return Table.named("ai_provider_audit")
                .doc("Who set, cleared or tested the organization's key.")
                .columns(
                        uuid("actor_id")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        text("action")
                                .required()
                                .oneOf("set", "clear", "scope_change", "validation")
                                .indexed(),
                        jsonObject("details").required().defaultTo("{}"))
                .placed(Placement.LOGS)
                .access(Access.readOnly().reading(Rule.administrators()))
                .build();
    }

    private static Table aiTokenUsage() {
        return Table.named("ai_token_usage")
                .doc("Tokens of the AI features other than calls, by calendar month in UTC.")
                .columns(
                        text("month").required().max(7).indexed().doc("YYYY-MM."),
                        text("feature").required().indexed(),
                        text("provider").required(),
                        bigint("input_tokens").required().defaultTo(0),
                        bigint("output_tokens").required().defaultTo(0),
                        integer("request_count").required().defaultTo(0))
                .unique("month", "feature", "provider")
                .access(Access.readOnly())
                .build();
    }

    /** The channels whose 24-hour window re-engagement watches. */
    private static Column reengagementChannels() {
        return texts("channels")
                .required()
                .oneOf("FB_MESSENGER", "INSTAGRAM")
                .alias("MESSENGER", "FB_MESSENGER")
                .defaultTo("[\"FB_MESSENGER\",\"INSTAGRAM\"]");
    }

    private static Table reengagementSettings() {
        return Table.named("reengagement_settings")
                .doc("One row per organization.")
                .columns(
                        bool("enabled").required().defaultTo(false),
                        integer("threshold_hours").required().defaultTo(20).between(12, 23),
                        reengagementChannels(),
                        text("tone")
                                .required()
                                .oneOf("friendly", "formal", "casual")
                                .defaultTo("friendly"),
                        bool("require_approval").required().defaultTo(false))
                .unique("organization_id")
                .access(Access.administered())
                .build();
    }

    private static Table reengagementNudges() {
        return Table.named("reengagement_nudges")
                .doc("One per conversation and 24-hour window; anonymised after ninety days.")
                .columns(
                        uuid("conversation_id")
                                .required()
                                .references("conversations")
                                .onDelete(CASCADE),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        text("channel")
                                .required()
                                .oneOf("FB_MESSENGER", "INSTAGRAM")
                                .alias("MESSENGER", "FB_MESSENGER"),
                        timestamp("window_key").required().doc("When the customer last wrote: the window's start."),
                        timestamp("hard_stop_at").required().doc("The window's end; nothing is sent after it."),
                        text("text"),
                        text("edited_text"),
                        text("reason").doc("Why it was skipped or failed."),
                        text("status")
                                .required()
                                .oneOf("draft", "sent", "user_replied", "skipped", "failed")
                                .defaultTo("draft")
                                .indexed(),
                        text("tone").oneOf("friendly", "formal", "casual"),
                        text("provider"),
                        uuid("acted_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        timestamp("acted_at"),
                        timestamp("sent_at"),
                        uuid("message_id"),
                        timestamp("expires_at").doc("When it is anonymised."),
                        timestamp("next_action_at").doc("When it is sent, lapses, or is anonymised."))
                .unique("conversation_id", "window_key")
                .due("next_action_at", Where.present("next_action_at"))
                .access(Access.readOnly())
                .build();
    }

    private static Table replyAssistantSettings() {
        return Table.named("reply_assistant_settings")
                .doc("One row per organization; empty fields follow the industry's preset.")
                .columns(
                        text("industry").required().oneOf("b2b_saas", "ecommerce", "tourism", "general"),
                        text("tone"),
                        text("approach"),
                        text("language"),
                        texts("always_do").required().defaultTo("[]"),
                        texts("never_do").required().defaultTo("[]"),
                        text("signature"),
                        integer("suggestions_per_click").required().defaultTo(3).between(2, 3))
                .unique("organization_id")
                .access(Access.administered())
                .build();
    }

    private static Table knowledgeDocuments() {
        return Table.named("knowledge_documents")
                .doc("Uploaded files, of the organization or of one RAG node.")
                .columns(
                        text("name").required().notBlank().max(255).searched(),
                        text("file_path").hidden(),
                        text("file_type").required().oneOf("pdf", "txt", "md", "csv"),
                        bigint("size_bytes").atLeast(0),
                        text("extracted_text").readOnly(),
                        text("status")
                                .required()
                                .oneOf("uploaded", "extracting", "ready", "failed")
                                .defaultTo("uploaded")
                                .indexed(),
                        text("error_message").readOnly(),
                        uuid("flow_id").references("bot_flows").onDelete(CASCADE),
                        text("node_id"),
                        uuid("uploaded_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .access(CONFIGURATION)
                .build();
    }

    private static Table knowledgeEntries() {
        return Table.named("knowledge_entries")
                .doc("What replies may rest on, once approved.")
                .columns(
                        text("source")
                                .required()
                                .oneOf("manual", "ai_seed", "document", "builtin")
                                .defaultTo("manual")
                                .indexed(),
                        text("title").required().notBlank().max(500).searched(),
                        text("content").required().searched(),
                        text("status")
                                .required()
                                .oneOf("draft", "approved")
                                .defaultTo("draft")
                                .indexed(),
                        text("industry"),
                        texts("tags").required().defaultTo("[]"),
                        uuid("document_id").references("knowledge_documents").onDelete(CASCADE),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser(),
                        uuid("approved_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        timestamp("approved_at"))
                .access(CONFIGURATION)
                .build();
    }

    private static Table knowledgeChunks() {
        return Table.named("knowledge_chunks")
                .doc("The pieces that the vector index is rebuilt from.")
                .columns(
                        uuid("entry_id").references("knowledge_entries").onDelete(CASCADE),
                        uuid("document_id").references("knowledge_documents").onDelete(CASCADE),
                        integer("position").required().defaultTo(0),
                        text("content").required(),
                        text("embedding_model"),
                        json("embedding"))
                .access(Access.internal())
                .build();
    }

    private static Table aiAgentSettings() {
        return Table.named("ai_agent_settings")
                .doc("The support bot of one channel account.")
                .columns(
                        uuid("channel_account_id")
                                .required()
                                .references("channel_accounts")
                                .onDelete(CASCADE),
                        bool("enabled").required().defaultTo(false),
                        text("mode")
                                .required()
                                .oneOf("customer_bot", "internal_assistant")
                                .defaultTo("customer_bot")
                                .indexed(),
                        text("personality"),
                        text("language").required().oneOf("auto", "ar", "en").defaultTo("auto"),
                        text("response_style"),
                        text("welcome_message"),
                        integer("response_delay_seconds")
                                .required()
                                .defaultTo(0)
                                .between(0, 300),
                        integer("max_response_length").atLeast(1),
                        texts("handoff_keywords").required().defaultTo("[]").doc("Beside the built-in ones."),
                        bool("sentiment_handoff").required().defaultTo(true))
                .unique("channel_account_id")
                .access(CONFIGURATION)
                .build();
    }

    private static Table aiAssistantMessages() {
        return Table.named("ai_assistant_messages")
                .doc("A member's talk with the internal assistant, on the web or on a channel.")
                .columns(
                        uuid("user_id").required().references("profiles").onDelete(CASCADE),
                        uuid("channel_account_id")
                                .references("channel_accounts")
                                .onDelete(CASCADE)
                                .doc("Empty: the web assistant."),
                        text("role").required().oneOf("user", "assistant", "tool"),
                        text("content"),
                        json("tool_calls"),
                        json("tool_results"))
                .placed(Placement.LOGS)
                .partitionedBy("user_id")
                .access(Access.own("user_id").inserting(Rule.nobody()).updating(Rule.nobody()))
                .build();
    }

    private static Table aiSummarySettings() {
        return Table.named("ai_summary_settings")
                .doc("The background scanner of conversation summaries; one row per organization.")
                .columns(
                        bool("enabled").required().defaultTo(false),
                        integer("min_new_messages").required().defaultTo(5).atLeast(1),
                        integer("idle_minutes").required().defaultTo(30).atLeast(0),
                        text("language"))
                .unique("organization_id")
                .access(Access.administered())
                .build();
    }

    private static Table enrichmentTools() {
        return Table.named("enrichment_tools")
                .doc("Sources that contacts are completed from.")
                .columns(
                        text("name").required().notBlank().max(100),
                        text("base_url"),
                        text("api_key").secret(),
                        jsonObject("field_mapping").required().defaultTo("{}"),
                        bool("enabled").required().defaultTo(false))
                .unique("name")
                .access(Access.administered())
                .build();
    }
}
