package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bigint;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Role;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** The organization itself, what it pays for, its keys, its long-running jobs and its audit trail. */
final class OrganizationTables {

    private static final Duration AUDIT = Duration.ofDays(365);
    private static final Duration JOBS = Duration.ofDays(90);
    private static final String[] JOB_STATUSES = {"PENDING", "PROCESSING", "COMPLETED", "FAILED", "CANCELLED"};

    private OrganizationTables() {}

    static List<Table> tables() {
        return List.of(
                organizations(),
                plans(),
                subscriptions(),
                addonSubscriptions(),
                usageCounters(),
                apiKeys(),
                importJobs(),
                exportJobs(),
                backgroundJobs(),
                auditLogs());
    }

    private static Table organizations() {
        return Table.named("organizations")
                .doc("Tenants.")
                .isTenant()
                .columns(
                        text("name").required().notBlank().max(Fields.TITLE).searched(),
                        text("slug").max(Fields.NAME).normalised(Column.Normalised.LOWER_CASE),
                        text("timezone")
                                .required()
                                .defaultTo("UTC")
                                .doc("IANA name; also written to settings.timezone."),
                        Fields.currency("currency").required().defaultTo("USD"),
                        text("country").doc("For telephone numbers in national form."),
                        text("logo_url").max(Fields.URL),
                        jsonObject("business_hours"),
                        jsonObject("notification_preferences").required().defaultTo("{}"),
                        jsonObject("settings")
                                .required()
                                .defaultTo("{}")
                                .secretKeys(
                                        "appgain_api_key",
                                        "voip_api_key",
                                        "shopify_access_token",
                                        "odoo_api_token",
                                        "api_key",
                                        "api_token",
                                        "access_token",
                                        "refresh_token",
                                        "client_secret",
                                        "secret",
                                        "password")
                                .writableBy(Rule.roles(Role.OWNER))
                                .doc("Provider credentials are masked on every read."),
                        text("appgain_suit_id")
                                .derived(OrganizationTables::suitId)
                                .hidden()
                                .doc("settings.appgain_suit_id, where sends look an organization up."))
                .uniqueEverywhere("slug")
                .uniqueEverywhere("appgain_suit_id")
                .access(Access.administered()
                        .reading(Rule.members())
                        .inserting(Rule.nobody())
                        .deleting(Rule.nobody()))
                .build();
    }

    private static JsonNode suitId(ObjectNode row) {
        String suitId = row.path("settings").path("appgain_suit_id").asText("").strip();
        return suitId.isEmpty() ? Json.nodes().nullNode() : Json.nodes().textNode(suitId);
    }

    private static Table plans() {
        return Table.named("plans")
                .doc("What can be subscribed to. Limits that are null do not limit.")
                .global()
                .columns(
                        text("name").required().notBlank(),
                        text("code").required().doc("As check-subscription reports it."),
                        Fields.description(),
                        numeric("price").required().atLeast(0).defaultTo(0),
                        Fields.currency("currency").required().defaultTo("USD"),
                        text("billing_interval")
                                .required()
                                .oneOf("MONTH", "YEAR")
                                .defaultTo("MONTH"),
                        texts("price_ids").required().defaultTo("[]").doc("Of the billing providers."),
                        texts("features").required().defaultTo("[]"),
                        integer("max_contacts"),
                        integer("max_conversations"),
                        integer("max_team_members"),
                        integer("monthly_call_minutes"),
                        integer("trial_days").required().defaultTo(14),
                        bool("is_active").required().defaultTo(true))
                .unique("code")
                .access(Access.internal())
                .build();
    }

    private static Table subscriptions() {
        return Table.named("subscriptions")
                .doc("The organization's subscription, kept in step with the billing provider.")
                .columns(
                        text("plan").required().doc("plans.code"),
                        text("status")
                                .required()
                                .oneOf("TRIALING", "ACTIVE", "PAST_DUE", "UNPAID", "INCOMPLETE", "CANCELLED")
                                .alias("TRIAL", "TRIALING")
                                .alias("CANCELED", "CANCELLED"),
                        text("billing_provider")
                                .required()
                                .oneOf("STRIPE", "PADDLE")
                                .defaultTo("STRIPE"),
                        text("provider_customer_id").indexed(),
                        text("provider_subscription_id").indexed(),
                        text("price_id"),
                        timestamp("trial_ends_at"),
                        timestamp("current_period_start"),
                        timestamp("current_period_end"),
                        timestamp("next_billing_at"),
                        bool("cancel_at_period_end").required().defaultTo(false),
                        timestamp("cancelled_at"),
                        timestamp("provider_event_at").doc("Older events of the provider change nothing."))
                .unique("organization_id")
                .uniqueEverywhere("provider_customer_id")
                .uniqueEverywhere("provider_subscription_id")
                .access(Access.readOnly())
                .build();
    }

    private static Table addonSubscriptions() {
        return Table.named("addon_subscriptions")
                .doc("Paid extras with a trial of their own.")
                .columns(
                        text("addon").required().oneOf("AI_REENGAGEMENT", "REPLY_ASSISTANT", "DEAL_SLA"),
                        text("status").required().oneOf("TRIALING", "ACTIVE", "EXPIRED", "CANCELLED"),
                        timestamp("trial_ends_at"),
                        timestamp("current_period_end"),
                        text("provider_customer_id"),
                        text("provider_subscription_id"))
                .unique("addon")
                .access(Access.readOnly())
                .build();
    }

    private static Table usageCounters() {
        return Table.named("usage_counters")
                .doc("What an organization used of its plan's limits, in a month or in total.")
                .columns(
                        text("metric").required().oneOf("CONTACTS", "CONVERSATIONS", "TEAM_MEMBERS", "STORAGE_BYTES"),
                        text("period").required().defaultTo("TOTAL").doc("A month as YYYY-MM, or TOTAL."),
                        bigint("used").required().atLeast(0).defaultTo(0))
                .unique("metric", "period")
                .access(Access.readOnly())
                .build();
    }

    private static Table apiKeys() {
        return Table.named("api_keys")
                .doc("Keys for X-API-Key. Only the hash is kept; generate-api-key makes them.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        text("key_hash").required().hidden(),
                        text("key_prefix").required().readOnly(),
                        jsonObject("permissions").required().defaultTo("{}").doc("A flag left out is on."),
                        bool("is_active").required().defaultTo(true),
                        timestamp("expires_at"),
                        timestamp("last_used_at").readOnly(),
                        Fields.author("created_by"))
                .uniqueEverywhere("key_hash")
                .access(Grants.administration().inserting(Rule.nobody()))
                .build();
    }

    private static Table importJobs() {
        return Table.named("import_jobs")
                .doc("Imports of contacts, companies and foreign exports, with what became of each row.")
                .columns(
                        text("kind").required().oneOf("CONTACTS", "COMPANIES", "KOMMO", "HUBSPOT", "PRODUCTS"),
                        text("status")
                                .required()
                                .oneOf(JOB_STATUSES)
                                .defaultTo("PENDING")
                                .indexed(),
                        text("file_name"),
                        text("file_key").hidden(),
                        bigint("file_size"),
                        text("cursor").hidden().doc("Where in the file the next row begins, and its number."),
                        jsonObject("options").required().defaultTo("{}"),
                        integer("total").required().defaultTo(0),
                        integer("processed").required().defaultTo(0),
                        integer("imported").required().defaultTo(0),
                        integer("skipped").required().defaultTo(0),
                        integer("merged").required().defaultTo(0),
                        integer("failed").required().defaultTo(0),
                        jsonObject("created_counts")
                                .required()
                                .defaultTo("{}")
                                .doc("contacts, deals, companies, notes"),
                        jsonArray("errors").required().defaultTo("[]").doc("{row, error}"),
                        text("error_message"),
                        timestamp("started_at"),
                        timestamp("finished_at"),
                        Fields.author("created_by"))
                .keptFor(JOBS)
                .access(Access.readOnly())
                .build();
    }

    private static Table exportJobs() {
        return Table.named("export_jobs")
                .doc("Exports that are too large for one answer.")
                .columns(
                        text("kind").required(),
                        text("status")
                                .required()
                                .oneOf(JOB_STATUSES)
                                .defaultTo("PENDING")
                                .indexed(),
                        jsonObject("options").required().defaultTo("{}"),
                        integer("total").required().defaultTo(0),
                        integer("processed").required().defaultTo(0),
                        text("file_name"),
                        text("file_key").hidden(),
                        text("error_message"),
                        timestamp("finished_at"),
                        Fields.author("created_by"))
                .keptFor(JOBS)
                .access(Access.readOnly())
                .build();
    }

    private static Table backgroundJobs() {
        return Table.named("background_jobs")
                .doc("Work over many rows that a member started and may watch.")
                .columns(
                        text("kind")
                                .required()
                                .oneOf(
                                        "AUTO_TAG_COUNTRY",
                                        "DELETE_ALL_DATA",
                                        "BULK_ASSIGN",
                                        "BULK_TAG",
                                        "MEDIA_CLEANUP",
                                        "MERGE_CONTACTS",
                                        "MERGE_COMPANIES"),
                        text("status")
                                .required()
                                .oneOf(JOB_STATUSES)
                                .defaultTo("PENDING")
                                .indexed(),
                        jsonObject("options").required().defaultTo("{}"),
                        integer("total").required().defaultTo(0),
                        integer("processed").required().defaultTo(0),
                        text("cursor").hidden(),
                        jsonObject("result").required().defaultTo("{}"),
                        jsonArray("errors").required().defaultTo("[]"),
                        timestamp("started_at"),
                        timestamp("finished_at"),
                        Fields.author("created_by"))
                .keptFor(JOBS)
                .access(Access.readOnly())
                .build();
    }

    private static Table auditLogs() {
        return Table.named("audit_logs")
                .doc("Who did what: sign-ins, changes of rights, deletions and what went with them.")
                .columns(
                        uuid("actor_id").indexed(),
                        text("actor_name").doc("The e-mail address, or the name of the API key."),
                        text("action").required().indexed(),
                        text("entity_type"),
                        uuid("entity_id").indexed(),
                        jsonObject("details").required().defaultTo("{}"),
                        text("ip_address"),
                        text("user_agent"))
                .placed(Placement.LOGS)
                .keptFor(AUDIT)
                .access(Access.readOnly().reading(Rule.administrators()))
                .build();
    }
}
