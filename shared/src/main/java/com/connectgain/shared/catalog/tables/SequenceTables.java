package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
import static com.connectgain.shared.catalog.Column.OnDelete.KEEP;
import static com.connectgain.shared.catalog.Column.OnDelete.SET_NULL;
import static com.connectgain.shared.catalog.Column.bool;
import static com.connectgain.shared.catalog.Column.date;
import static com.connectgain.shared.catalog.Column.integer;
import static com.connectgain.shared.catalog.Column.json;
import static com.connectgain.shared.catalog.Column.jsonObject;
import static com.connectgain.shared.catalog.Column.text;
import static com.connectgain.shared.catalog.Column.texts;
import static com.connectgain.shared.catalog.Column.timestamp;
import static com.connectgain.shared.catalog.Column.uuid;

import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Column.Default;
import com.connectgain.shared.catalog.Column.Normalised;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Placement;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;

/** Timed series of messages: their steps, who is at which step, what was sent, and what limits the sending. */
public final class SequenceTables {

    private SequenceTables() {}

    public static List<Table> tables() {
        return List.of(
                sequences(),
                sequenceSteps(),
                sequenceEnrollments(),
                sequenceExecutionLog(),
                sequenceDailySendCounts(),
                sequenceUnsubscribeTokens(),
                waLiteSendSlots());
    }

    private static Table sequences() {
        return Table.named("sequences")
                .doc("A series of messages with delays between them, within a sending window.")
                .columns(
                        text("name").required().notBlank().max(200).searched(),
                        text("description").searched(),
                        jsonObject("channels")
                                .required()
                                .defaultTo("{\"email\":false,\"sms\":false,\"whatsapp_lite\":false,"
                                        + "\"whatsapp_cloud\":false}"),
                        text("status")
                                .required()
                                .oneOf("draft", "active", "paused", "archived")
                                .defaultTo("draft")
                                .indexed(),
                        text("sending_window_start").max(5).doc("HH:MM; overnight windows wrap midnight."),
                        text("sending_window_end").max(5),
                        text("sending_window_timezone").doc("IANA; else the organization's."),
                        bool("exit_on_deal_created").required().defaultTo(false),
                        texts("exit_on_deal_stages").required().defaultTo("[]"),
                        uuid("created_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser())
                .access(Access.users())
                .build();
    }

    /** A step's channel; {@code whatsapp} is what older sequences say for Lite. */
    private static Column channel() {
        return text("channel")
                .required()
                .oneOf("email", "sms", "whatsapp_lite", "whatsapp_cloud")
                .alias("whatsapp", "whatsapp_lite");
    }

    private static Table sequenceSteps() {
        return Table.named("sequence_steps")
                .doc("The messages of a sequence, in order.")
                .columns(
                        uuid("sequence_id").required().references("sequences").onDelete(CASCADE),
                        integer("step_order")
                                .required()
                                .atLeast(0)
                                .doc("Not unique: a list is reordered one row after the other."),
                        channel(),
                        integer("delay_minutes")
                                .required()
                                .defaultTo(0)
                                .atLeast(0)
                                .doc("After the previous step."),
                        text("message_body")
                                .doc("With variables: {first_name}, {last_name}, {name}, {email}, {phone}."),
                        text("subject"),
                        text("sender_name"),
                        text("media_url"),
                        uuid("channel_account_id")
                                .references("channel_accounts")
                                .onDelete(SET_NULL),
                        text("template_name"),
                        text("template_language"),
                        json("template_variables").required().defaultTo("[]").doc("What fills {{1}}, {{2}}, ..."))
                .check("sequence_steps_message_body_required", SequenceTables::hasContent)
                .access(Access.users())
                .build();
    }

    /** WhatsApp Cloud sends an approved template instead of a body. */
    private static boolean hasContent(ObjectNode step) {
        return Where.written("message_body").test(step)
                || Where.is("channel", "whatsapp_cloud").test(step)
                        && Where.written("template_name").test(step);
    }

    private static Table sequenceEnrollments() {
        return Table.named("sequence_enrollments")
                .doc("A contact in a sequence. Only active ones are processed.")
                .columns(
                        uuid("sequence_id").required().references("sequences").onDelete(CASCADE),
                        uuid("contact_id").required().references("contacts").onDelete(CASCADE),
                        text("status")
                                .required()
                                .oneOf(
                                        "active",
                                        "completed",
                                        "paused",
                                        "removed",
                                        "failed",
                                        "exited",
                                        "bounced",
                                        "unsubscribed")
                                .defaultTo("active")
                                .indexed(),
                        integer("current_step_index").required().defaultTo(0).atLeast(0),
                        timestamp("next_step_at"),
                        uuid("enrolled_by")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .unindexed()
                                .defaultCurrentUser(),
                        timestamp("enrolled_at").required().defaultNow(),
                        integer("retry_count").required().defaultTo(0).doc("Of the current step."),
                        text("last_error"),
                        timestamp("paused_at"),
                        timestamp("completed_at"),
                        timestamp("wa_slot_at").doc("The reserved WhatsApp Lite slot."),
                        uuid("wa_slot_account_id"),
                        bool("sequence_is_active")
                                .required()
                                .defaultTo(true)
                                .readOnly()
                                .doc("Keeps the enrollments of a paused sequence out of the due index."))
                .unique("sequence_id", "contact_id")
                .activity("next_step_at")
                .due("next_step_at", Where.is("status", "active").and(Where.isTrue("sequence_is_active")))
                .access(Access.users())
                .build();
    }

    private static Table sequenceExecutionLog() {
        return Table.named("sequence_execution_log")
                .doc("One row per attempt at a step; outlives the sequence, for its analytics.")
                .columns(
                        uuid("enrollment_id").references("sequence_enrollments").onDelete(KEEP),
                        uuid("sequence_id").references("sequences").onDelete(KEEP),
                        uuid("step_id").references("sequence_steps").onDelete(KEEP),
                        integer("step_order"),
                        integer("attempt").required().defaultTo(1),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        channel().indexed(),
                        text("status")
                                .required()
                                .oneOf("sent", "failed", "skipped", "pending")
                                .indexed()
                                .doc("pending from just before the provider is called until it has answered."),
                        timestamp("executed_at").required().defaultNow(),
                        text("recipient"),
                        text("subject").doc("As sent."),
                        text("content").doc("As sent."),
                        text("error_message"),
                        uuid("channel_account_id"),
                        uuid("message_id"),
                        bool("is_test").required().defaultTo(false).doc("Left out of analytics."))
                .placed(Placement.LOGS)
                .activity("executed_at")
                .access(Access.readOnly())
                .build();
    }

    private static Table sequenceDailySendCounts() {
        return Table.named("sequence_daily_send_counts")
                .doc("What each sending account has used of its daily cap.")
                .columns(
                        text("account_kind").required().oneOf("email_smtp", "email_ses", "whatsapp_lite"),
                        uuid("account_id").required().indexed(),
                        date("day").required().defaultTo(new Default.Today()).indexed(),
                        integer("count").required().defaultTo(0).atLeast(0))
                .unique("account_kind", "account_id", "day")
                .placed(Placement.LOGS)
                .keptFor(Duration.ofDays(90))
                .access(Access.readOnly())
                .build();
    }

    private static Table sequenceUnsubscribeTokens() {
        return Table.named("sequence_unsubscribe_tokens")
                .doc("The address behind an unsubscribe link. Never reset by an import or an opt-in.")
                .columns(
                        text("email")
                                .required()
                                .max(320)
                                .normalised(Normalised.EMAIL)
                                .indexed(),
                        text("token").required().max(64).hidden().doc("64 hex digits."),
                        timestamp("unsubscribed_at"))
                .unique("sequence_unsubscribe_tokens_email_organization_id_key", row -> true, "email")
                .uniqueEverywhere("token")
                .access(Access.internal())
                .build();
    }

    private static Table waLiteSendSlots() {
        return Table.named("wa_lite_send_slots")
                .doc("When a WhatsApp Lite number may send next: gaps of 10 to 45 minutes.")
                .columns(
                        uuid("channel_account_id")
                                .required()
                                .references("channel_accounts")
                                .onDelete(CASCADE),
                        timestamp("next_free_at"),
                        timestamp("last_released_at"))
                .unique("channel_account_id")
                .access(Access.readOnly())
                .build();
    }
}
