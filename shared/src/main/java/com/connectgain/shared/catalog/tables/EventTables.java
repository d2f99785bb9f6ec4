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
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.fasterxml.jackson.databind.node.BooleanNode;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** What happens when something happened: outbound webhooks, automation rules, and the secrets their requests use. */
public final class EventTables {

    private static final Rule MANAGERS = Rule.managers(Permission.CAN_MANAGE_SETTINGS);
    private static final Access LOG = Access.readOnly().reading(MANAGERS);

    /** Names of headers, which are the same in any case. */
    private static final Pattern CREDENTIALS =
            Pattern.compile("(?i).*(authorization|api-?_?key|token|secret|password|signature|credential|cookie).*");

    private EventTables() {}

    public static List<Table> tables() {
        return List.of(
                webhookConfigurations(),
                webhookLogs(),
                webhookDlq(),
                automationRules(),
                automationExecutions(),
                automationDelayedActions(),
                organizationSecrets());
    }

    private static Table webhookConfigurations() {
        return Table.named("webhook_configurations")
                .doc("Endpoints that events are delivered to.")
                .columns(
                        text("name").max(200).searched().doc("Defaults to the host of the URL."),
                        text("url").required().notBlank().max(2048).searched().doc("HTTPS, but for local sinks."),
                        texts("events")
                                .required()
                                .posted()
                                .doc("Names of events, or \"*\" for all; message.created is both directions of"
                                        + " messages."),
                        text("secret")
                                .shownOnce()
                                .doc("Key of the HMAC-SHA256 signature; \"whsec_\" alone asks for a generated one."
                                        + " Shown by the answer to the write that sets it, masked on every later"
                                        + " read."),
                        bool("has_secret")
                                .derived(row -> BooleanNode.valueOf(row.hasNonNull("secret")))
                                .doc("Whether deliveries are signed."),
                        jsonObject("headers")
                                .defaultTo("{}")
                                .secretKeysLike(CREDENTIALS)
                                .doc("Custom headers; Content-Type, Host, Content-Length and X-Webhook-* are ours."
                                        + " Those that are called like a credential are masked on every read."),
                        bool("is_active").required().defaultTo(true),
                        timestamp("failing_since")
                                .readOnly()
                                .doc("First failure since the last success; after five days the webhook is paused."),
                        text("paused_reason").readOnly(),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .check("webhook_configurations_events_not_empty", Where.notEmpty("events"))
                .hears(Where.listed("events", "is_active"))
                .access(Access.of(MANAGERS, MANAGERS))
                .build();
    }

    private static Table webhookLogs() {
        return Table.named("webhook_logs")
                .doc("One row per delivery attempt.")
                .columns(
                        uuid("webhook_id").references("webhook_configurations").onDelete(KEEP),
                        text("event_type").required().indexed(),
                        json("payload"),
                        text("status")
                                .required()
                                .oneOf("success", "failed", "pending")
                                .defaultTo("pending")
                                .indexed(),
                        integer("response_status_code"),
                        text("response_body").doc("The first 20,000 bytes."),
                        text("error_message"),
                        integer("attempt").required().defaultTo(1).atLeast(1),
                        integer("duration_ms"),
                        bool("is_test").required().defaultTo(false),
                        uuid("delivery_id").indexed().doc("The same over all retries; sent as X-Webhook-Delivery."),
                        text("event_id"))
                .placed(Placement.LOGS)
                .keptFor(Duration.ofDays(30))
                .access(LOG)
                .build();
    }

    private static Table webhookDlq() {
        return Table.named("webhook_dlq")
                .doc("Deliveries that failed and are tried again, or were given up. webhook-retry makes one again;"
                        + " deleting one discards it.")
                .columns(
                        text("direction")
                                .required()
                                .oneOf("outbound", "inbound")
                                .defaultTo("outbound"),
                        text("source_function"),
                        uuid("webhook_id").references("webhook_configurations").onDelete(CASCADE),
                        uuid("channel_account_id").doc("Of a channel whose own address was to be called."),
                        text("event_type").indexed(),
                        json("payload"),
                        text("body_bytes").doc("The signed bytes, so that a retry sends exactly the same."),
                        uuid("delivery_id").indexed(),
                        text("event_id"),
                        integer("attempts").required().defaultTo(0),
                        integer("max_attempts").required().defaultTo(8).atLeast(1),
                        timestamp("next_retry_at"),
                        text("last_error"),
                        text("status")
                                .required()
                                .oneOf("pending", "resolved", "dead")
                                .defaultTo("pending")
                                .indexed(),
                        timestamp("resolved_at"))
                .placed(Placement.LOGS)
                .keptFor(Duration.ofDays(30))
                .due("next_retry_at", Where.is("status", "pending"))
                .access(LOG.deleting(MANAGERS))
                .build();
    }

    private static Table automationRules() {
        return Table.named("automation_rules")
                .doc("When an event of this type happens and the conditions hold, the actions run in order.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("description").searched(),
                        text("trigger_type")
                                .required()
                                .indexed()
                                .doc("An event's dotted name, or the older MESSAGE_CREATED form; kept as written."
                                        + " Nothing sets off manual.shortcut and facebook.comment.received yet."),
                        json("conditions").required().defaultTo("[]").doc("[{field, operator, value}] or a group."),
                        text("condition_logic").required().oneOf("AND", "OR").defaultTo("AND"),
                        jsonArray("actions")
                                .required()
                                .defaultTo("[]")
                                .doc("[{type, ...}], optionally with delay_minutes."),
                        jsonObject("trigger_config")
                                .required()
                                .defaultTo("{}")
                                .doc("Of date.reached: {entity, field, offset_days or offset_minutes, at, yearly}; of "
                                        + "conversation.inactive: {hours, direction}."),
                        bool("is_active").required().defaultTo(true),
                        timestamp("next_run_at").readOnly().doc("When the clock looks at the rule again."),
                        timestamp("scanned_until").readOnly().hidden(),
                        integer("execution_count").required().defaultTo(0).readOnly(),
                        integer("success_count").required().defaultTo(0).readOnly(),
                        integer("failure_count").required().defaultTo(0).readOnly(),
                        timestamp("last_executed_at").readOnly(),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .due("next_run_at", Where.isTrue("is_active"))
                .hears(Where.listed("trigger_type", "is_active"))
                .access(Access.of(Rule.members(), MANAGERS).viaProxy())
                .build();
    }

    private static Table automationExecutions() {
        return Table.named("automation_executions")
                .doc("One row per rule and event that it ran for, or was kept from running for.")
                .columns(
                        uuid("rule_id")
                                .required()
                                .references("automation_rules")
                                .onDelete(KEEP),
                        text("trigger_type"),
                        text("event_id").indexed(),
                        text("entity_type"),
                        uuid("entity_id").indexed(),
                        text("status")
                                .required()
                                .oneOf("running", "success", "failed", "skipped")
                                .defaultTo("running")
                                .indexed(),
                        text("error_message"),
                        jsonArray("action_results").required().defaultTo("[]"),
                        integer("attempts").required().defaultTo(0),
                        integer("depth").required().defaultTo(0).doc("Rules that set off rules stop at five."),
                        timestamp("started_at").required().defaultNow(),
                        timestamp("finished_at"),
                        integer("duration_ms"))
                .placed(Placement.LOGS)
                .keptFor(Duration.ofDays(90))
                .access(LOG)
                .build();
    }

    private static Table automationDelayedActions() {
        return Table.named("automation_delayed_actions")
                .doc("Actions that wait: ten minutes after the call, three days after the delivery.")
                .columns(
                        uuid("rule_id")
                                .required()
                                .references("automation_rules")
                                .onDelete(CASCADE),
                        uuid("execution_id").doc("Outlives the execution's row, hence no foreign key."),
                        text("event_id").required(),
                        integer("action_index").required().atLeast(0),
                        json("action").required(),
                        jsonObject("context").required().defaultTo("{}").doc("The event, as the action will see it."),
                        uuid("contact_id").references("contacts").onDelete(CASCADE),
                        timestamp("run_at").required(),
                        text("status")
                                .required()
                                .oneOf("pending", "done", "failed", "cancelled")
                                .defaultTo("pending")
                                .indexed(),
                        integer("attempts").required().defaultTo(0),
                        text("last_error"),
                        timestamp("done_at"))
                .unique("rule_id", "event_id", "action_index")
                .due("run_at", Where.is("status", "pending"))
                .access(LOG)
                .build();
    }

    private static Table organizationSecrets() {
        return Table.named("organization_secrets")
                .doc("Credentials that HTTP actions name in their headers and bodies: {{voip_api_key}}.")
                .columns(
                        text("name").required().notBlank().max(100).indexed(),
                        text("value").required().secret().max(8192),
                        text("description"),
                        timestamp("last_used_at").readOnly(),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .unique("name")
                .access(Access.of(MANAGERS, MANAGERS))
                .build();
    }
}
