package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.jsonArray;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import java.util.List;

/** Prepared texts for agents, broadcasts and flows. */
final class TemplateTables {

    private TemplateTables() {}

    static List<Table> tables() {
        return List.of(templates(), quickReplies());
    }

    private static Table templates() {
        return Table.named("templates")
                .doc("Message templates, either components or a text with an image. A blank name is filled in.")
                .columns(
                        text("name").max(Fields.TITLE).searched(),
                        jsonArray("components").required().defaultTo("[]").doc("HEADER, BODY, FOOTER, BUTTONS"),
                        text("text").max(Fields.DESCRIPTION).searched().doc("The BODY."),
                        text("image_url").max(Fields.URL).doc("The image of the HEADER."),
                        text("category")
                                .required()
                                .oneOf(
                                        "GENERAL",
                                        "QUICK_REPLY",
                                        "UTILITY",
                                        "MARKETING",
                                        "AUTHENTICATION",
                                        "BROADCAST",
                                        "BOT_FLOW")
                                .defaultTo("QUICK_REPLY")
                                .indexed(),
                        text("status")
                                .required()
                                .oneOf("DRAFT", "PENDING", "APPROVED", "REJECTED")
                                .defaultTo("DRAFT")
                                .indexed(),
                        text("language"),
                        ChannelTables.channelType("channel"),
                        texts("variables").required().defaultTo("[]"),
                        integer("usage_count").required().defaultTo(0).readOnly(),
                        text("external_id").doc("Of the template at the provider it was submitted to."),
                        Fields.author("created_by"))
                .access(Access.everyone()
                        .deleting(Rule.own("created_by")
                                .or(Rule.administrators())
                                .or(Rule.holders(Permission.CAN_MANAGE_SETTINGS))))
                .build();
    }

    private static Table quickReplies() {
        return Table.named("quick_replies")
                .doc("Short answers that agents find by their shortcut.")
                .columns(
                        text("shortcut")
                                .required()
                                .notBlank()
                                .max(Fields.NAME)
                                .searched()
                                .indexed(),
                        text("text")
                                .required()
                                .notBlank()
                                .max(Fields.DESCRIPTION)
                                .searched(),
                        Fields.link("template_id", "templates"),
                        text("language"),
                        Fields.author("created_by"))
                .access(Access.users())
                .build();
    }
}
