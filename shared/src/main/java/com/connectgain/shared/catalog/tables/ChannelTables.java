package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bigint;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Connections to messaging providers: accounts, mailboxes, who may use them, and what comes in through them. */
final class ChannelTables {

    static final String[] TYPES = {
        "WHATSAPP_LITE",
        "WHATSAPP_CLOUD",
        "FB_MESSENGER",
        "INSTAGRAM",
        "TELEGRAM",
        "TIKTOK",
        "SHOPIFY_INBOX",
        "LINKEDIN",
        "BULK_EMAIL",
        "BULK_EMAIL_SES",
        "EMAIL",
        "SMS",
        "SHRINKIT_PUSH"
    };

    /** Every name under which a provider's credential appears in settings. */
    private static final String[] CREDENTIALS = {
        "access_token",
        "page_access_token",
        "user_access_token",
        "refresh_token",
        "verify_token",
        "bot_token",
        "webhook_secret",
        "app_secret",
        "client_secret",
        "secret_access_key",
        "api_key",
        "appgain_api_key",
        "auth_token",
        "session_token",
        "password",
        "secret",
        "token",
        "authorization",
        "Authorization",
        "x-api-key",
        "X-API-Key"
    };

    /** The setting by which a provider names the account in what it sends us. */
    private static final Map<String, String> IDENTITIES = Map.of(
            "WHATSAPP_CLOUD", "phone_number_id",
            "FB_MESSENGER", "page_id",
            "INSTAGRAM", "ig_user_id",
            "TELEGRAM", "bot_id",
            "TIKTOK", "business_id",
            "LINKEDIN", "organization_urn",
            "SHOPIFY_INBOX", "shop_domain");

    private static final Duration INBOUND = Duration.ofDays(7);

    private ChannelTables() {}

    static List<Table> tables() {
        return List.of(
                channelAccounts(),
                userChannelAccess(),
                channelHealth(),
                emailBoxes(),
                whatsappTemplates(),
                inboundEvents(),
                mediaObjects());
    }

    /** A column that names a channel type, MESSENGER and n_PUSH included. */
    static Column channelType(String name) {
        return text(name).oneOf(TYPES).alias("MESSENGER", "FB_MESSENGER").alias("N_PUSH", "SHRINKIT_PUSH");
    }

    /** The account that was used. Messages and conversations outlive it and go on naming it. */
    static Column account(String name) {
        return uuid(name).references("channel_accounts").onDelete(OnDelete.KEEP);
    }

    private static Table channelAccounts() {
        return Table.named("channel_accounts")
                .doc("Connected accounts, any number of one type. Credentials in settings are masked on every read.")
                .columns(
                        text("name").required().notBlank().max(Fields.TITLE).searched(),
                        channelType("type").required().indexed(),
                        jsonObject("settings").required().defaultTo("{}").secretKeys(CREDENTIALS),
                        bool("is_active").required().defaultTo(true).indexed(),
                        text("connection_status")
                                .required()
                                .oneOf("CONNECTED", "DISCONNECTED", "CONNECTING", "ERROR")
                                .defaultTo("DISCONNECTED"),
                        text("external_account_id")
                                .derived(ChannelTables::identity)
                                .indexed()
                                .doc("The provider's name for the account, which inbound calls are routed by."),
                        text("last_error"),
                        timestamp("last_checked_at").readOnly(),
                        timestamp("next_check_at").readOnly().defaultNow(),
                        timestamp("token_expires_at").readOnly(),
                        timestamp("last_synced_at").readOnly())
                .uniqueEverywhere(
                        "channel_accounts_external_account_id_key",
                        ChannelTables::isActive,
                        "type",
                        "external_account_id")
                .due("next_check_at", ChannelTables::isActive)
                .access(Grants.sharedSettings())
                .build();
    }

    private static boolean isActive(ObjectNode row) {
        return row.path("is_active").asBoolean();
    }

    private static JsonNode identity(ObjectNode row) {
        String setting = IDENTITIES.get(row.path("type").asText());
        String identity = setting == null
                ? ""
                : row.path("settings").path(setting).asText("").strip();
        return identity.isEmpty() ? Json.nodes().nullNode() : Json.nodes().textNode(identity);
    }

    private static Table userChannelAccess() {
        return Table.named("user_channel_access")
                .doc("The channels a member is limited to. A member without rows uses all of them.")
                .columns(Fields.owner("user_id"), Fields.parent("channel_account_id", "channel_accounts"))
                .unique("user_id", "channel_account_id")
                .access(Grants.aboutMember("user_id"))
                .build();
    }

    private static Table channelHealth() {
        return Table.named("channel_health")
                .doc("The latest outcome of each check of a channel.")
                .columns(
                        Fields.parent("channel_account_id", "channel_accounts"),
                        text("check_name").required(),
                        text("status")
                                .required()
                                .oneOf("OK", "WARNING", "ERROR", "UNKNOWN")
                                .indexed(),
                        text("message"),
                        jsonObject("details").required().defaultTo("{}"),
                        timestamp("checked_at").required().defaultNow())
                .unique("channel_account_id", "check_name")
                .access(Access.readOnly())
                .build();
    }

    private static Table emailBoxes() {
        return Table.named("email_boxes")
                .doc("Mailboxes read by IMAP or POP3 and answered by SMTP, through the inbox.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        text("email").required().normalised(Normalised.EMAIL).indexed(),
                        Fields.link("channel_account_id", "channel_accounts"),
                        text("protocol").required().oneOf("IMAP", "POP3").defaultTo("IMAP"),
                        text("incoming_host").required().notBlank(),
                        port("incoming_port").defaultTo(993),
                        bool("incoming_secure").required().defaultTo(true),
                        text("incoming_username").required(),
                        text("incoming_password").required().secret(),
                        text("smtp_host").required().notBlank(),
                        port("smtp_port").defaultTo(465),
                        bool("smtp_secure").required().defaultTo(true),
                        text("smtp_username").required(),
                        text("smtp_password").required().secret(),
                        text("from_name"),
                        text("reply_to").normalised(Normalised.EMAIL),
                        bool("is_active").required().defaultTo(true),
                        text("last_error"),
                        text("last_uid").hidden(),
                        timestamp("last_polled_at").readOnly(),
                        timestamp("next_poll_at").readOnly().defaultNow())
                .unique("email")
                .due("next_poll_at", ChannelTables::isActive)
                .access(Grants.administration())
                .build();
    }

    private static Column port(String name) {
        return integer(name).required().between(1, 65_535);
    }

    private static Table whatsappTemplates() {
        return Table.named("whatsapp_templates")
                .doc("Templates as Meta knows them, brought over by sync-whatsapp-templates.")
                .columns(
                        Fields.parent("channel_account_id", "channel_accounts"),
                        text("waba_id").required(),
                        text("name").required().indexed(),
                        text("language").required(),
                        text("category").oneOf("UTILITY", "MARKETING", "AUTHENTICATION"),
                        text("status")
                                .required()
                                .oneOf("APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED", "IN_APPEAL")
                                .indexed(),
                        Column.jsonArray("components").required().defaultTo("[]"),
                        text("external_id"),
                        text("rejection_reason"),
                        timestamp("synced_at"))
                .unique("waba_id", "name", "language")
                .access(Access.readOnly().reading(Rule.members()))
                .build();
    }

    private static Table inboundEvents() {
        return Table.named("inbound_events")
                .doc("What providers delivered, as they sent it; the id of theirs makes a second delivery harmless.")
                .columns(
                        uuid("channel_account_id").required(),
                        text("provider_event_id").required(),
                        jsonObject("payload").hidden(),
                        text("payload_key").hidden().doc("Where payloads too large for a row are."),
                        text("status")
                                .required()
                                .oneOf("RECEIVED", "PROCESSED", "IGNORED", "FAILED")
                                .defaultTo("RECEIVED"),
                        integer("attempts").required().defaultTo(0),
                        text("error_message"),
                        timestamp("received_at").required().defaultNow(),
                        timestamp("processed_at"))
                .unique("channel_account_id", "provider_event_id")
                .placed(Placement.LOGS)
                .keptFor(INBOUND)
                .access(Access.internal())
                .build();
    }

    private static Table mediaObjects() {
        return Table.named("media_objects")
                .doc("Files of messages in private storage, so that links do not expire with the provider's.")
                .columns(
                        uuid("message_id").references("messages").onDelete(OnDelete.CASCADE),
                        text("storage_key").hidden(),
                        text("file_name"),
                        text("mime_type"),
                        bigint("size_bytes").atLeast(0),
                        text("sha256").indexed(),
                        text("source_url").secret().doc("Provider links carry tokens."),
                        text("rehost_status")
                                .required()
                                .oneOf("PENDING", "STORED", "FAILED")
                                .defaultTo("PENDING")
                                .indexed(),
                        integer("attempts").required().defaultTo(0),
                        text("error_message"))
                .access(Access.readOnly().reading(Rule.holders(Permission.CAN_READ_MESSAGES)))
                .build();
    }
}
