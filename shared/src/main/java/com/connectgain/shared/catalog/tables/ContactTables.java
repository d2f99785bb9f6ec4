package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.numeric;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
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
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** People and companies, what is noted about them, and what happened with them. */
final class ContactTables {

    private ContactTables() {}

    static List<Table> tables() {
        return List.of(companies(), contacts(), contactIdentities(), notes(), contactActivityLog());
    }

    private static Table companies() {
        return Table.named("companies")
                .doc("Companies. Deleting one leaves its contacts and deals without it. A new one may bring its"
                        + " first deal, \"deal\": {title, contact_id, ...}.")
                .columns(
                        text("name")
                                .required()
                                .notBlank()
                                .max(Fields.TITLE)
                                .searched()
                                .indexed(),
                        text("domain")
                                .normalised(Normalised.LOWER_CASE)
                                .searched()
                                .indexed(),
                        text("website").max(Fields.URL).searched(),
                        text("industry").searched().indexed(),
                        text("phone").normalised(Normalised.PHONE).searched().doc("The first of phones."),
                        text("email").normalised(Normalised.EMAIL).searched().doc("The first of emails."),
                        Fields.phones(),
                        Fields.emails(),
                        text("street"),
                        text("city").searched(),
                        text("state"),
                        text("postal_code"),
                        text("country").searched().indexed(),
                        Fields.description().searched(),
                        integer("employee_count").atLeast(0),
                        text("company_size"),
                        numeric("annual_revenue"),
                        text("linkedin_url").max(Fields.URL),
                        text("facebook_url").max(Fields.URL),
                        text("twitter_handle"),
                        text("logo_url").max(Fields.URL),
                        text("lifecycle_stage"),
                        text("lead_status"),
                        Fields.member("owner_id"),
                        Fields.tags(),
                        text("notes"),
                        Fields.source(),
                        Fields.customFields())
                .access(Grants.crm())
                .build();
    }

    private static Table contacts() {
        return Table.named("contacts")
                .doc("People. Several may share a telephone number; matching is the business of imports and messages. A"
                        + " new one may bring its first deal, \"deal\": {title, ...}.")
                .columns(
                        text("first_name").max(Fields.NAME).searched(),
                        text("last_name").max(Fields.NAME).searched(),
                        text("full_name_search")
                                .derived(ContactTables::fullName)
                                .searched()
                                .doc("First and last name, for filters."),
                        Fields.phones(),
                        Fields.emails(),
                        Fields.tags(),
                        Fields.customFields().searched(),
                        bool("opt_in_status").required().defaultTo(true),
                        Fields.link("company_id", "companies"),
                        Fields.member("assignee_id"),
                        Fields.link("lifecycle_stage_id", "lifecycle_stages"),
                        text("lead_status").indexed(),
                        text("job_title"),
                        text("street"),
                        text("city"),
                        text("state"),
                        text("postal_code"),
                        text("country").indexed(),
                        text("language"),
                        text("timezone"),
                        text("avatar_url").max(Fields.URL),
                        Fields.source().indexed(),
                        Fields.description(),
                        text("notes"),
                        uuid("parent_contact_id")
                                .references("contacts")
                                .onDelete(OnDelete.KEEP)
                                .unindexed()
                                .doc("Guardian of a student, and the like."),
                        texts("parent_keys")
                                .derived(ContactTables::parentKeys)
                                .posted()
                                .hidden()
                                .doc("Where the wards of a contact are found; the table has no further index."),
                        integer("last_survey_rating").between(1, 5),
                        timestamp("last_contacted_at"))
                .access(Grants.crm())
                .build();
    }

    private static JsonNode fullName(ObjectNode row) {
        String name =
                (row.path("first_name").asText("") + " " + row.path("last_name").asText("")).strip();
        return name.isEmpty() ? Json.nodes().nullNode() : Json.nodes().textNode(name);
    }

    private static JsonNode parentKeys(ObjectNode row) {
        ArrayNode keys = Json.array();
        if (row.hasNonNull("parent_contact_id")) {
            keys.add(row.path("parent_contact_id").asText());
        }
        return keys;
    }

    private static Table contactIdentities() {
        return Table.named("contact_identities")
                .doc("Who a contact is on channels that know people by an id of their own.")
                .columns(
                        Fields.parent("contact_id", "contacts"),
                        ChannelTables.channelType("channel_type").required(),
                        uuid("channel_account_id")
                                .references("channel_accounts")
                                .onDelete(OnDelete.KEEP)
                                .unindexed(),
                        text("external_user_id").required().indexed(),
                        text("display_name"),
                        text("username"),
                        text("avatar_url").max(Fields.URL))
                .unique("channel_type", "channel_account_id", "external_user_id")
                .access(Access.readOnly().reading(Rule.holders(Permission.CAN_READ_MESSAGES)))
                .build();
    }

    private static Table notes() {
        return Table.named("notes")
                .doc("Internal remarks on any CRM row. They go with the row they are on.")
                .columns(
                        text("content").required().notBlank().searched(),
                        noted("contact_id", "contacts"),
                        noted("company_id", "companies"),
                        noted("deal_id", "deals"),
                        noted("task_id", "tasks"),
                        noted("project_id", "projects"),
                        Fields.link("conversation_id", "conversations"),
                        uuid("author_id")
                                .references("profiles")
                                .onDelete(OnDelete.KEEP)
                                .unindexed()
                                .defaultCurrentUser(),
                        uuid("reply_to_id").doc("The note this one answers."))
                .access(Access.everyone())
                .build();
    }

    private static Column noted(String name, String table) {
        return uuid(name).references(table).onDelete(OnDelete.CASCADE);
    }

    private static Table contactActivityLog() {
        return Table.named("contact_activity_log")
                .doc("The timeline of a contact: calls, bookings, nudges, unsubscribes and what else the server did.")
                .columns(
                        Fields.parent("contact_id", "contacts"),
                        text("activity_type").required().indexed(),
                        text("description"),
                        jsonObject("metadata").required().defaultTo("{}"),
                        Fields.author("created_by"))
                .placed(Placement.LOGS)
                .access(Grants.crmHistory())
                .build();
    }
}
