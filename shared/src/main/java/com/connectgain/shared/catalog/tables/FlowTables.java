package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.KEEP;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import java.time.Duration;
import java.util.List;

/** Bot flows: the graph as edited, the versions as published, the sessions and executions that run it. */
public final class FlowTables {

    private static final Rule MANAGERS = Rule.managers(Permission.CAN_MANAGE_SETTINGS);
    private static final Duration EXECUTIONS_KEPT = Duration.ofDays(90);

    private FlowTables() {}

    public static List<Table> tables() {
        return List.of(
                botFlows(),
                botFlowVersions(),
                botSessions(),
                botFlowExecutions(),
                botNodeExecutions(),
                botMemory(),
                aiChatMemory());
    }

    /** The nodes of a graph; AI nodes may carry the model provider's key. */
    private static Column nodes() {
        return jsonArray("nodes")
                .required()
                .defaultTo("[]")
                .secretKeys("apiKey", "api_key", "llmApiKey", "embeddingApiKey", "authToken");
    }

    private static Table botFlows() {
        return Table.named("bot_flows")
                .doc("A flow as it is edited; it runs once it is published.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("description").searched(),
                        text("status")
                                .required()
                                .oneOf("DRAFT", "PUBLISHED", "ARCHIVED")
                                .defaultTo("DRAFT")
                                .indexed(),
                        nodes(),
                        jsonArray("edges").required().defaultTo("[]"),
                        integer("version").required().defaultTo(1).atLeast(1),
                        integer("published_version").readOnly(),
                        bool("is_runtime_active")
                                .required()
                                .defaultTo(false)
                                .readOnly()
                                .doc("Whether the flow's webhook answers; a flow runs only when published and active."),
                        text("webhook_token").hidden().doc("What the flow's webhook URL ends in."),
                        text("webhook_url").hidden(),
                        text("callback_secret").secret().hidden(),
                        text("n8n_workflow_id").readOnly(),
                        text("last_deploy_error").readOnly(),
                        timestamp("deployed_at").readOnly(),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .uniqueEverywhere("webhook_token")
                .access(Access.of(Rule.members(), MANAGERS).viaProxy())
                .build();
    }

    private static Table botFlowVersions() {
        return Table.named("bot_flow_versions")
                .doc("What was published, to roll back to.")
                .columns(
                        uuid("flow_id").required().references("bot_flows").onDelete(CASCADE),
                        integer("version").required(),
                        text("name"),
                        nodes(),
                        jsonArray("edges").required().defaultTo("[]"),
                        uuid("published_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        timestamp("published_at").required().defaultNow())
                .unique("flow_id", "version")
                .access(Access.readOnly())
                .build();
    }

    private static Table botSessions() {
        return Table.named("bot_sessions")
                .doc("Where a conversation stands in a flow.")
                .columns(
                        uuid("conversation_id").references("conversations").onDelete(CASCADE),
                        uuid("flow_id").required().references("bot_flows").onDelete(CASCADE),
                        uuid("contact_id").references("contacts").onDelete(CASCADE),
                        uuid("parent_session_id")
                                .references("bot_sessions")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .doc("The session that waits for this sub-flow."),
                        jsonObject("variables").required().defaultTo("{}"),
                        text("current_node_id"),
                        json("awaiting_buttons"),
                        text("awaiting_input_variable"),
                        bool("is_active").required().defaultTo(true),
                        text("status")
                                .required()
                                .oneOf("running", "waiting", "completed", "handed_off", "failed", "stopped")
                                .defaultTo("running")
                                .indexed(),
                        timestamp("started_at").required().defaultNow(),
                        timestamp("ended_at"))
                .unique(
                        "bot_sessions_one_active_per_conversation",
                        Where.isTrue("is_active").and(Where.present("conversation_id")),
                        "conversation_id")
                .access(Access.readOnly())
                .build();
    }

    private static Table botFlowExecutions() {
        return Table.named("bot_flow_executions")
                .doc("One run of a flow, from its trigger to its end.")
                .columns(
                        uuid("flow_id").required().references("bot_flows").onDelete(KEEP),
                        integer("flow_version"),
                        uuid("session_id").references("bot_sessions").onDelete(KEEP),
                        uuid("conversation_id").references("conversations").onDelete(KEEP),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        uuid("parent_execution_id")
                                .references("bot_flow_executions")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        text("trigger_event"),
                        text("event_id").indexed(),
                        text("status")
                                .required()
                                .oneOf("running", "waiting", "success", "failed", "handed_off", "stopped")
                                .defaultTo("running")
                                .indexed(),
                        text("last_node_id").doc("Of a run that did not succeed: the drop-off point."),
                        integer("step_count").required().defaultTo(0),
                        json("state").hidden().doc("What a delayed run continues with."),
                        timestamp("resume_at").doc("When the Delay node ends."),
                        text("error_message"),
                        bool("is_test").required().defaultTo(false),
                        timestamp("started_at").required().defaultNow(),
                        timestamp("finished_at"),
                        integer("duration_ms"))
                .placed(Placement.LOGS)
                .keptFor(EXECUTIONS_KEPT)
                .due("resume_at", Where.is("status", "waiting"))
                .access(Access.readOnly())
                .build();
    }

    private static Table botNodeExecutions() {
        return Table.named("bot_node_executions")
                .doc("What each node of a run did, and how long it took.")
                .columns(
                        uuid("execution_id")
                                .required()
                                .references("bot_flow_executions")
                                .onDelete(CASCADE),
                        uuid("flow_id").required().references("bot_flows").onDelete(KEEP),
                        text("node_id").required(),
                        text("node_type"),
                        text("status").required().oneOf("success", "failed", "waiting", "skipped"),
                        json("output"),
                        text("error_message"),
                        timestamp("started_at").required().defaultNow(),
                        integer("duration_ms"))
                .placed(Placement.LOGS)
                .partitionedBy("execution_id")
                .keptFor(EXECUTIONS_KEPT)
                .access(Access.readOnly())
                .build();
    }

    private static Table botMemory() {
        return Table.named("bot_memory")
                .doc("What Memory nodes and global variables keep.")
                .columns(
                        text("scope")
                                .required()
                                .oneOf("session", "contact", "org")
                                .indexed(),
                        uuid("scope_id").required().indexed().doc("Of the session, contact or organization."),
                        text("key").required().max(200).indexed(),
                        json("value"),
                        timestamp("expires_at"))
                .unique("scope", "scope_id", "key")
                .expiresAt("expires_at")
                .access(Access.readOnly().reading(MANAGERS))
                .build();
    }

    private static Table aiChatMemory() {
        return Table.named("ai_chat_memory")
                .doc("The last turns between a contact and one AI Agent node.")
                .columns(
                        uuid("conversation_id")
                                .required()
                                .references("conversations")
                                .onDelete(CASCADE),
                        uuid("flow_id").references("bot_flows").onDelete(CASCADE),
                        text("node_id").required(),
                        jsonArray("turns").required().defaultTo("[]").doc("[{role, content, at}], oldest first."),
                        integer("window_size").required().defaultTo(10).between(1, 50))
                .unique("conversation_id", "node_id")
                .access(Access.internal())
                .build();
    }
}
