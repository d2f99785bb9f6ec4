package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.date;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.catalog.Column.OnDelete;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Deals, the pipelines they move through, their histories, products, and links shared with outsiders. */
final class DealTables {

    private static final Duration VIEWS = Duration.ofDays(365);
    private static final Set<String> WON = Set.of("won", "closed_won");
    private static final Set<String> LOST = Set.of("lost", "closed_lost");

    private DealTables() {}

    static List<Table> tables() {
        return List.of(
                pipelines(),
                deals(),
                dealContacts(),
                dealOwnerHistory(),
                dealStageHistory(),
                dealActivities(),
                products(),
                sharedContent(),
                sharedContentViews());
    }

    private static Table pipelines() {
        return Table.named("pipelines")
                .doc("Ordered stages. One pipeline of an organization is the default.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        jsonArray("stages")
                                .required()
                                .defaultTo("[]")
                                .doc("{id, name, color, order, probability, requirements}"),
                        bool("is_default").required().defaultTo(false).indexed())
                .unique("pipelines_is_default_key", DealTables::isDefault, "is_default")
                .access(Grants.crm())
                .build();
    }

    private static boolean isDefault(ObjectNode row) {
        return row.path("is_default").asBoolean();
    }

    private static Table deals() {
        return Table.named("deals")
                .doc("Sales opportunities. The stage is kept exactly as sent, known to the pipeline or not.")
                .columns(
                        text("title").required().notBlank().max(Fields.TITLE).searched(),
                        Fields.description(),
                        Fields.parent("contact_id", "contacts"),
                        uuid("pipeline_id").required().references("pipelines").onDelete(OnDelete.RESTRICT),
                        text("stage").required().defaultTo("new").indexed(),
                        text("status").oneOf("OPEN", "WON", "LOST").derived(DealTables::status),
                        numeric("value").required().atLeast(0).defaultTo(0),
                        Fields.currency("currency").required().defaultTo("USD"),
                        integer("probability").between(0, 100),
                        date("expected_close_date"),
                        Fields.member("owner_id"),
                        Fields.link("company_id", "companies"),
                        Fields.link("conversation_id", "conversations"),
                        text("priority"),
                        Fields.source(),
                        Fields.tags(),
                        jsonArray("products").required().defaultTo("[]").doc("{name, quantity, unit_price}"),
                        text("notes"),
                        text("lost_reason"),
                        text("external_id"),
                        uuid("linked_deal_id")
                                .references("deals")
                                .onDelete(OnDelete.KEEP)
                                .unindexed()
                                .doc("A trade-in and the sale it pays for."),
                        jsonArray("attachments").required().defaultTo("[]"),
                        Fields.customFields(),
                        timestamp("stage_entered_at").readOnly(),
                        timestamp("won_at").readOnly(),
                        timestamp("lost_at").readOnly(),
                        timestamp("last_activity_at").readOnly(),
                        uuid("owner_history_id").hidden().doc("The open row of deal_owner_history."),
                        timestamp("inactivity_due_at")
                                .readOnly()
                                .doc("When the deal goes to another owner, where the organization wants that."))
                .due("inactivity_due_at", DealTables::isOpen)
                .access(Grants.crm())
                .build();
    }

    private static boolean isOpen(ObjectNode row) {
        return statusOf(row).equals("OPEN");
    }

    private static JsonNode status(ObjectNode row) {
        return Json.nodes().textNode(statusOf(row));
    }

    private static String statusOf(ObjectNode row) {
        String stage =
                row.path("stage").asText("").strip().toLowerCase(Locale.ROOT).replace(' ', '_');
        if (WON.contains(stage)) {
            return "WON";
        }
        return LOST.contains(stage) ? "LOST" : "OPEN";
    }

    private static Table dealContacts() {
        return Table.named("deal_contacts")
                .doc("Further contacts of a deal, next to deals.contact_id.")
                .columns(Fields.parent("deal_id", "deals"), Fields.parent("contact_id", "contacts"), text("role"))
                .unique("deal_id", "contact_id")
                .access(Grants.crm())
                .build();
    }

    private static Table dealOwnerHistory() {
        return Table.named("deal_owner_history")
                .doc("One row per ownership; the last one of a deal is open.")
                .columns(
                        Fields.parent("deal_id", "deals"),
                        Fields.member("owner_id"),
                        uuid("previous_owner_id")
                                .references("profiles")
                                .onDelete(OnDelete.KEEP)
                                .unindexed(),
                        uuid("changed_by").doc("Null when the system did it."),
                        timestamp("changed_at").required().defaultNow(),
                        text("change_reason")
                                .required()
                                .doc("Initial assignment, Reassigned, Unassigned or Auto-reassigned"),
                        timestamp("ended_at"),
                        numeric("duration_days"))
                .access(Grants.crmHistory())
                .build();
    }

    private static Table dealStageHistory() {
        return Table.named("deal_stage_history")
                .doc("Every change of a deal's stage, the source of conversion rates.")
                .columns(
                        Fields.parent("deal_id", "deals"),
                        uuid("pipeline_id").indexed(),
                        text("old_stage"),
                        text("new_stage").required(),
                        timestamp("changed_at").required().defaultNow(),
                        uuid("changed_by"),
                        numeric("duration_days").doc("Spent in the old stage."))
                .placed(Placement.LOGS)
                .access(Grants.crmHistory())
                .build();
    }

    private static Table dealActivities() {
        return Table.named("deal_activities")
                .doc("The timeline of a deal: stage, value, owner, probability, notes and tasks.")
                .columns(
                        Fields.parent("deal_id", "deals"),
                        text("activity_type").required(),
                        text("description"),
                        json("old_value"),
                        json("new_value"),
                        Fields.author("created_by"))
                .placed(Placement.LOGS)
                .access(Grants.crmHistory())
                .build();
    }

    private static Table products() {
        return Table.named("products")
                .doc("What is sold; deals copy name and price into their line items.")
                .columns(
                        text("name").required().notBlank().max(Fields.TITLE).searched(),
                        Fields.description().searched(),
                        text("sku").max(Fields.NAME).searched(),
                        numeric("price").required().atLeast(0).defaultTo(0),
                        Fields.currency("currency").required().defaultTo("USD"),
                        text("image_url").max(Fields.URL),
                        bool("is_active").required().defaultTo(true).indexed(),
                        Fields.customFields())
                .unique("sku")
                .access(Grants.crm())
                .build();
    }

    private static Table sharedContent() {
        return Table.named("shared_content")
                .doc("Public links to one row or report, /shared/{token}.")
                .columns(
                        text("token").required().readOnly(),
                        text("entity_type").required().oneOf("DEAL", "CONTACT", "COMPANY", "TASK", "PIPELINE_REPORT"),
                        uuid("entity_id").required().indexed(),
                        text("password_hash").hidden(),
                        bool("has_password").derived(DealTables::hasPassword),
                        timestamp("expires_at"),
                        integer("view_count").required().defaultTo(0).readOnly(),
                        timestamp("last_viewed_at").readOnly(),
                        bool("show_sensitive_data").required().defaultTo(false),
                        bool("allow_download").required().defaultTo(false),
                        bool("is_active").required().defaultTo(true),
                        Fields.author("created_by"))
                .uniqueEverywhere("token")
                .access(Grants.crmWithoutKeys().inserting(Rule.nobody()))
                .build();
    }

    private static JsonNode hasPassword(ObjectNode row) {
        return Json.nodes().booleanNode(row.hasNonNull("password_hash"));
    }

    private static Table sharedContentViews() {
        return Table.named("shared_content_views")
                .doc("Who opened a shared link, when.")
                .columns(
                        Fields.parent("shared_content_id", "shared_content"),
                        timestamp("viewed_at").required().defaultNow(),
                        text("ip_address"),
                        text("user_agent"))
                .placed(Placement.LOGS)
                .keptFor(VIEWS)
                .access(Grants.crmHistory())
                .build();
    }
}
