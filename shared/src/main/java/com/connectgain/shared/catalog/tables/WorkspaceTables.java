package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.uuids;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** How an organization words and arranges its workspace. */
final class WorkspaceTables {

    private WorkspaceTables() {}

    static List<Table> tables() {
        return List.of(
                tags(),
                lifecycleStages(),
                customFieldDefinitions(),
                customLabels(),
                externalPages(),
                sidebarItems(),
                workspaceSettings());
    }

    private static Table tags() {
        return Table.named("tags")
                .doc("Defined tags and labels. Rows carry tags by name, so free ones work as well.")
                .columns(
                        text("name").required().notBlank().max(Fields.TAG),
                        text("color"),
                        text("type")
                                .required()
                                .oneOf("GENERAL", "CONTACT", "COMPANY", "DEAL", "CONVERSATION", "TASK")
                                .defaultTo("GENERAL"))
                .unique("name", "type")
                .access(Grants.settings())
                .build();
    }

    private static Table lifecycleStages() {
        return Table.named("lifecycle_stages")
                .doc("The stages a contact moves through, in order; at most one is where new contacts start.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        text("color"),
                        Fields.position(),
                        bool("is_default").required().defaultTo(false))
                .unique("name")
                .unique("lifecycle_stages_is_default_key", WorkspaceTables::isDefault, "is_default")
                .access(Grants.settings())
                .build();
    }

    private static boolean isDefault(ObjectNode row) {
        return row.path("is_default").asBoolean();
    }

    private static Table customFieldDefinitions() {
        return Table.named("custom_field_definitions")
                .doc("Forms for custom_fields. Undefined keys are accepted in rows all the same.")
                .columns(
                        text("entity_type")
                                .required()
                                .oneOf("CONTACT", "COMPANY", "DEAL", "TASK", "PROJECT")
                                .defaultTo("CONTACT"),
                        text("field_key").required().notBlank().max(64),
                        text("name").required().notBlank().max(Fields.NAME),
                        text("field_type")
                                .required()
                                .oneOf("TEXT", "NUMBER", "DATE", "BOOLEAN", "DROPDOWN", "MULTI_SELECT")
                                .alias("MULTI-SELECT", "MULTI_SELECT")
                                .defaultTo("TEXT"),
                        jsonArray("options").required().defaultTo("[]"),
                        bool("is_required").required().defaultTo(false),
                        Fields.position())
                .unique("entity_type", "field_key")
                .access(Grants.settings())
                .build();
    }

    private static Table customLabels() {
        return Table.named("custom_labels")
                .doc("The organization's own words for Contacts, Deals and so on. Deleting a row restores the default.")
                .columns(
                        text("entity_key").required().notBlank().max(Fields.NAME),
                        text("language").required().defaultTo("en").normalised(Column.Normalised.LOWER_CASE),
                        text("label").required().notBlank().max(Fields.NAME))
                .unique("entity_key", "language")
                .access(Grants.settings())
                .build();
    }

    private static Table externalPages() {
        return Table.named("external_pages")
                .doc("Foreign pages in the sidebar.")
                .columns(
                        text("name").required().notBlank().max(Fields.NAME),
                        text("url").required().notBlank().max(Fields.URL),
                        text("icon"),
                        text("open_mode").required().oneOf("IFRAME", "NEW_TAB").defaultTo("IFRAME"),
                        Fields.position(),
                        bool("enabled").required().defaultTo(true),
                        texts("visible_to_roles").required().defaultTo("[]").doc("Empty: everybody."),
                        uuids("visible_to_users").required().defaultTo("[]"))
                .access(Grants.settings())
                .build();
    }

    private static Table sidebarItems() {
        return Table.named("sidebar_items")
                .doc("Which entries the sidebar shows, and in what order.")
                .columns(
                        text("item_key").required().notBlank().max(Fields.NAME),
                        bool("is_visible").required().defaultTo(true),
                        Fields.position())
                .unique("item_key")
                .access(Grants.settings())
                .build();
    }

    private static Table workspaceSettings() {
        return Table.named("workspace_settings")
                .doc("Sections of the settings page without rows of their own, one document each.")
                .columns(
                        text("section")
                                .required()
                                .oneOf(
                                        "MEDIA_STORAGE",
                                        "MARKETING_OPT_IN",
                                        "AGENT_PERFORMANCE",
                                        "ATTENDANCE",
                                        "DUPLICATES",
                                        "TRANSLATION"),
                        jsonObject("settings")
                                .required()
                                .defaultTo("{}")
                                .secretKeys(
                                        "api_key", "access_key_id", "secret_access_key", "secret", "token", "password"))
                .unique("section")
                .access(Grants.settings())
                .build();
    }
}
