package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.KEEP;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;
import static com.connectgain.shared.catalog.Column.uuids;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Broadcasts, who received them, and what became of the links and e-mails in them. */
public final class CampaignTables {

    private static final Rule BROADCASTERS = Rule.managers(Permission.CAN_ACCESS_BROADCAST);
    private static final Access RESULTS = Access.readOnly().reading(BROADCASTERS);

    private CampaignTables() {}

    public static List<Table> tables() {
        return List.of(
                campaigns(),
                notificationLogs(),
                shortLinks(),
                shortLinkClicks(),
                emailTrackingEvents(),
                emailSuppressions(),
                warmingCampaigns());
    }

    private static Table campaigns() {
        return Table.named("campaigns")
                .doc("One message to many contacts, now or at a set time.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("description").searched(),
                        text("type")
                                .required()
                                .oneOf("SMS", "WHATSAPP_LITE", "WHATSAPP_BUSINESS", "EMAIL")
                                .indexed(),
                        uuid("channel_account_id")
                                .references("channel_accounts")
                                .onDelete(SET_NULL),
                        text("subject").doc("Of an e-mail."),
                        text("content").doc("With variables: {{name}}, {{first_name}}, {{company}}."),
                        text("image_url"),
                        jsonArray("media").required().defaultTo("[]"),
                        jsonArray("buttons").required().defaultTo("[]"),
                        uuid("template_id").doc("A template or a WhatsApp template, hence no foreign key."),
                        text("template_name"),
                        text("template_language"),
                        json("template_variables").required().defaultTo("{}"),
                        bool("shorten_links").required().defaultTo(false),
                        text("target_type")
                                .required()
                                .oneOf("ALL", "TAGS", "INDIVIDUAL")
                                .defaultTo("ALL"),
                        texts("target_tags").required().defaultTo("[]"),
                        text("target_tag_logic").required().oneOf("AND", "OR").defaultTo("OR"),
                        uuids("target_contacts").required().defaultTo("[]"),
                        texts("excluded_tags").required().defaultTo("[]"),
                        jsonObject("target_filters").required().defaultTo("{}").doc("{country, city}."),
                        text("status")
                                .required()
                                .oneOf("DRAFT", "SCHEDULED", "SENDING", "PAUSED", "COMPLETED", "FAILED", "CANCELLED")
                                .alias("SENT", "COMPLETED")
                                .defaultTo("DRAFT")
                                .indexed(),
                        timestamp("scheduled_at"),
                        text("timezone").doc("IANA; how scheduled_at is shown."),
                        timestamp("started_at").readOnly(),
                        timestamp("sent_at").readOnly(),
                        text("error_message").readOnly(),
                        counter("total_count"),
                        counter("sent_count"),
                        counter("delivered_count"),
                        counter("failed_count"),
                        counter("read_count"),
                        counter("opened_count"),
                        counter("clicked_count"),
                        counter("replied_count"),
                        numeric("unit_cost").atLeast(0),
                        numeric("cost").derived(CampaignTables::cost),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .due("scheduled_at", Where.is("status", "SCHEDULED"))
                .access(Access.of(BROADCASTERS, BROADCASTERS).viaProxy())
                .build();
    }

    private static Column counter(String name) {
        return integer(name).required().defaultTo(0).readOnly();
    }

    /** Total cost is what was sent times the unit cost. */
    private static JsonNode cost(ObjectNode campaign) {
        if (!campaign.hasNonNull("unit_cost")) {
            return Json.nodes().nullNode();
        }
        return Json.nodes()
                .numberNode(campaign.path("unit_cost")
                        .decimalValue()
                        .multiply(campaign.path("sent_count").decimalValue()));
    }

    private static Table notificationLogs() {
        return Table.named("notification_logs")
                .doc("One row per recipient of a campaign.")
                .columns(
                        uuid("campaign_id").required().references("campaigns").onDelete(CASCADE),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        text("recipient").required().doc("The phone number or e-mail address written to."),
                        text("channel").oneOf("SMS", "WHATSAPP_LITE", "WHATSAPP_BUSINESS", "EMAIL"),
                        uuid("channel_account_id")
                                .references("channel_accounts")
                                .onDelete(SET_NULL)
                                .unindexed(),
                        text("status")
                                .required()
                                .oneOf("PENDING", "SENT", "DELIVERED", "FAILED", "READ")
                                .defaultTo("PENDING")
                                .indexed(),
                        timestamp("next_attempt_at").doc("When pacing lets this recipient's message go."),
                        timestamp("sent_at"),
                        timestamp("delivered_at"),
                        timestamp("read_at"),
                        timestamp("opened_at"),
                        timestamp("clicked_at"),
                        text("error_message"),
                        integer("retry_count").required().defaultTo(0),
                        text("provider_message_id").indexed().doc("What delivery receipts name."),
                        uuid("conversation_id"),
                        uuid("message_id"))
                .unique("campaign_id", "recipient")
                .placed(Placement.LOGS)
                .partitionedBy("campaign_id")
                .due("next_attempt_at", Where.is("status", "PENDING"))
                .access(RESULTS)
                .build();
    }

    private static Table shortLinks() {
        return Table.named("short_links")
                .doc("Short forms of links in messages, one per recipient; served at /l/{code}.")
                .columns(
                        text("code").required().notBlank().max(32),
                        text("target_url").required().max(8192),
                        uuid("campaign_id")
                                .references("campaigns")
                                .onDelete(KEEP)
                                .doc("The link lives on in delivered messages."),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        uuid("notification_log_id"),
                        counter("click_count"),
                        timestamp("last_clicked_at").readOnly())
                .uniqueEverywhere("code")
                .access(RESULTS)
                .build();
    }

    private static Table shortLinkClicks() {
        return Table.named("short_link_clicks")
                .doc("One row per visit of a short link.")
                .columns(
                        uuid("short_link_id")
                                .required()
                                .references("short_links")
                                .onDelete(CASCADE),
                        uuid("campaign_id").references("campaigns").onDelete(KEEP),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        timestamp("clicked_at").required().defaultNow(),
                        text("ip_hash").hidden(),
                        text("user_agent"),
                        text("device"))
                .placed(Placement.LOGS)
                .access(RESULTS)
                .build();
    }

    private static Table emailTrackingEvents() {
        return Table.named("email_tracking_events")
                .doc("Opens and clicks of sent e-mails.")
                .columns(
                        uuid("message_id").indexed(),
                        uuid("campaign_id").references("campaigns").onDelete(KEEP),
                        uuid("sequence_id").references("sequences").onDelete(KEEP),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        text("recipient"),
                        text("event_type").required().oneOf("open", "click").indexed(),
                        text("url").doc("Where a click went, unchanged."),
                        integer("count").required().defaultTo(1).doc("The how-manieth of its kind for this e-mail."),
                        timestamp("occurred_at").required().defaultNow(),
                        text("ip_hash").hidden(),
                        text("user_agent"))
                .placed(Placement.LOGS)
                .access(Access.readOnly())
                .build();
    }

    private static Table emailSuppressions() {
        return Table.named("email_suppressions")
                .doc("Addresses that bounced or complained; nothing is sent to them.")
                .columns(
                        text("email")
                                .required()
                                .max(320)
                                .normalised(Normalised.EMAIL)
                                .indexed()
                                .searched(),
                        text("reason")
                                .required()
                                .oneOf("hard_bounce", "complaint")
                                .indexed(),
                        text("detail"))
                .unique("email")
                .access(Access.administered())
                .build();
    }

    private static Table warmingCampaigns() {
        return Table.named("warming_campaigns")
                .doc("Raises a WhatsApp Lite number's daily volume step by step.")
                .columns(
                        uuid("channel_account_id")
                                .required()
                                .references("channel_accounts")
                                .onDelete(CASCADE),
                        text("status")
                                .required()
                                .oneOf("ACTIVE", "PAUSED", "COMPLETED", "STOPPED")
                                .defaultTo("ACTIVE")
                                .indexed(),
                        integer("day").required().defaultTo(1).atLeast(1),
                        integer("daily_limit").required().defaultTo(20).atLeast(0),
                        counter("sent_today"),
                        counter("failed_today"),
                        text("health").readOnly(),
                        timestamp("started_at").required().defaultNow(),
                        timestamp("next_step_at").readOnly().doc("When the next day's limit applies."),
                        timestamp("ended_at").readOnly())
                .unique(
                        "warming_campaigns_one_running_per_channel",
                        Where.is("status", "ACTIVE", "PAUSED"),
                        "channel_account_id")
                .due("next_step_at", Where.is("status", "ACTIVE"))
                .access(Access.of(Rule.users(), BROADCASTERS))
                .build();
    }
}
