package com.connectgain.shared.catalog.tables;

import static com.connectgain.shared.catalog.Column.OnDelete.CASCADE;
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

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Access;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Calls: what was dialled, what was recorded and understood, and what followed from it. */
public final class CallTables {

    /** Own calls with access to call intelligence; all calls with the second flag, or as an administrator. */
    private static final Rule LISTENERS = Rule.administrators()
            .or(Rule.holders(Permission.CAN_ACCESS_CALL_INTELLIGENCE)
                    .and(Rule.holders(Permission.CAN_SEE_ALL_CALL_RECORDS)))
            .or(Rule.holders(Permission.CAN_ACCESS_CALL_INTELLIGENCE).and(Rule.own("agent_id")));

    private CallTables() {}

    public static List<Table> tables() {
        return List.of(
                callRecords(),
                callEvents(),
                callTasks(),
                surveyResponses(),
                meetingRecordings(),
                meetingFollowUps(),
                sipAccounts());
    }

    private static Table callRecords() {
        return Table.named("call_records")
                .doc("A recorded call, from its arrival through transcription to analysis.")
                .columns(origin())
                .columns(people())
                .columns(processing())
                .columns(understanding())
                .columns(compliance())
                .unique("external_call_id")
                .activity("call_timestamp")
                .due("next_action_at", Where.present("next_action_at"))
                .access(new Access(LISTENERS, Rule.members(), LISTENERS, Rule.administrators(), true))
                .build();
    }

    private static Column[] origin() {
        return new Column[] {
            text("external_call_id")
                    .max(255)
                    .indexed()
                    .doc("The telephone system's id; a repeat finds the same record."),
            text("source")
                    .required()
                    .oneOf("in_app", "webhook", "mobile", "sip", "zoom", "upload")
                    .defaultTo("in_app"),
            text("direction").required().oneOf("inbound", "outbound").defaultTo("inbound"),
            text("caller_number").searched(),
            text("callee_number").searched(),
            text("customer_phone").searched(),
            timestamp("call_timestamp").required().defaultNow(),
            integer("duration_seconds").atLeast(0),
            text("recording_path").readOnly(),
            text("recording_url").doc("Where an external system offered the audio."),
            text("recording_content_type").readOnly(),
            jsonObject("metadata").required().defaultTo("{}"),
            outcome(),
            text("notes").searched(),
            bool("follow_up").required().defaultTo(false)
        };
    }

    /** What the agent reports, in the words of the call log and of the follow-up dialog. */
    private static Column outcome() {
        return text("outcome")
                .oneOf(
                        "answered",
                        "completed",
                        "no_answer",
                        "busy",
                        "voicemail",
                        "callback_requested",
                        "not_interested",
                        "follow_up_scheduled",
                        "deal_closed",
                        "wrong_number",
                        "failed",
                        "cancelled",
                        "other");
    }

    private static Column[] people() {
        return new Column[] {
            uuid("contact_id").references("contacts").onDelete(SET_NULL),
            uuid("agent_id").references("profiles").onDelete(SET_NULL).defaultCurrentUser(),
            text("agent_identifier").doc("The e-mail address or phone that the agent was looked up by."),
            uuid("deal_id").references("deals").onDelete(SET_NULL),
            uuid("conversation_id").references("conversations").onDelete(SET_NULL),
            uuid("booking_id").references("bookings").onDelete(SET_NULL).unindexed()
        };
    }

    private static Column[] processing() {
        return new Column[] {
            text("status")
                    .required()
                    .oneOf("received", "transcribing", "analyzing", "completed", "failed", "quota_exceeded", "silent")
                    .defaultTo("received")
                    .indexed(),
            integer("retry_count").required().defaultTo(0).readOnly(),
            text("error_message").readOnly(),
            timestamp("processed_at").readOnly(),
            integer("analysis_version").readOnly().doc("Older than the current one: a re-run would tell more."),
            integer("input_tokens").required().defaultTo(0).readOnly(),
            integer("output_tokens").required().defaultTo(0).readOnly(),
            timestamp("retention_until").readOnly(),
            timestamp("next_action_at")
                    .readOnly()
                    .doc("A failed or over-quota call's next try; else the end of its retention.")
        };
    }

    private static Column[] understanding() {
        return new Column[] {
            text("transcript").searched(),
            json("segments").doc("[{speaker, start, end, text, sentiment}]."),
            text("language").oneOf("arabic", "english", "mixed"),
            text("sentiment_label").oneOf("positive", "neutral", "negative", "mixed"),
            text("sentiment").derived(CallTables::sentiment).doc("The label, under the name that filters use."),
            numeric("sentiment_score").between(-1, 1),
            json("sentiment_timeline").doc("[{t, score}]."),
            text("summary").searched(),
            json("highlights"),
            jsonArray("action_items").required().defaultTo("[]"),
            texts("keywords").required().defaultTo("[]").posted(),
            texts("tags").required().defaultTo("[]").posted(),
            jsonArray("topics").required().defaultTo("[]").doc("[{label, category, sentiment}]."),
            json("classification").doc("{type, category, sub_category}; the organization's own vocabulary."),
            numeric("classification_confidence"),
            bool("classification_manual").required().defaultTo(false),
            text("call_type").writableBy(Rule.administrators()).doc("From the organization's list of call types."),
            text("call_type_source").oneOf("ai", "manual").doc("A manual choice survives reprocessing."),
            numeric("resolution_score").between(0, 100),
            json("interaction_stats"),
            json("agent_quality").doc("{overall, dimensions, strengths, coaching_points, summary}.")
        };
    }

    private static JsonNode sentiment(ObjectNode call) {
        return call.hasNonNull("sentiment_label")
                ? call.get("sentiment_label")
                : Json.nodes().nullNode();
    }

    private static Column[] compliance() {
        return new Column[] {
            jsonArray("compliance_flags")
                    .writableBy(Rule.managers(Permission.CAN_SEE_ALL_CALL_RECORDS))
                    .required()
                    .defaultTo("[]")
                    .doc("[{category, severity, speaker, matched_phrase, confidence, rationale, review}]."),
            text("instruction_type").oneOf("instruction", "recommendation", "discussion", "none"),
            bool("disclosure_given"),
            texts("instruments").required().defaultTo("[]").posted()
        };
    }

    private static Table callEvents() {
        return Table.named("call_events")
                .doc("The telephone log: a call that was placed or answered, recorded or not.")
                .columns(
                        uuid("contact_id").required().references("contacts").onDelete(CASCADE),
                        uuid("conversation_id").references("conversations").onDelete(SET_NULL),
                        uuid("user_id")
                                .references("profiles")
                                .onDelete(SET_NULL)
                                .defaultCurrentUser(),
                        uuid("call_record_id").references("call_records").onDelete(SET_NULL),
                        text("phone_number").required().max(32).searched(),
                        text("call_type")
                                .oneOf("INBOUND", "OUTBOUND")
                                .doc("The same as direction; either may be sent."),
                        text("direction").oneOf("inbound", "outbound"),
                        text("status")
                                .required()
                                .oneOf("INITIATED", "CONNECTED", "COMPLETED", "MISSED", "FAILED")
                                .defaultTo("INITIATED")
                                .indexed(),
                        outcome(),
                        integer("duration_seconds").atLeast(0),
                        text("notes").searched(),
                        timestamp("initiated_at").required().defaultNow(),
                        timestamp("ended_at"),
                        text("recording_path").readOnly())
                .activity("initiated_at")
                .access(Access.users())
                .build();
    }

    private static Table callTasks() {
        return Table.named("call_tasks")
                .doc("Tasks that came out of a call's action items.")
                .columns(
                        uuid("call_record_id")
                                .required()
                                .references("call_records")
                                .onDelete(CASCADE),
                        uuid("task_id").required().references("tasks").onDelete(CASCADE),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL))
                .unique("call_record_id", "task_id")
                .access(Access.users())
                .build();
    }

    private static Table surveyResponses() {
        return Table.named("survey_responses")
                .doc("How a customer rated a call or conversation.")
                .columns(
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        uuid("call_record_id").references("call_records").onDelete(SET_NULL),
                        uuid("conversation_id").references("conversations").onDelete(SET_NULL),
                        uuid("agent_id").references("profiles").onDelete(SET_NULL),
                        integer("rating").required().between(1, 5).indexed(),
                        text("feedback").searched(),
                        timestamp("responded_at").required().defaultNow())
                .access(Access.users())
                .build();
    }

    private static Table meetingRecordings() {
        return Table.named("meeting_recordings")
                .doc("Cloud recordings of meetings, synced by webhook or found by polling.")
                .columns(
                        text("title").searched(),
                        text("provider").required().oneOf("zoom", "google_meet").defaultTo("zoom"),
                        text("external_id").required().doc("The provider's id of the recording, Zoom's uuid."),
                        text("meeting_id").indexed(),
                        uuid("booking_id").references("bookings").onDelete(SET_NULL),
                        uuid("host_id").references("profiles").onDelete(SET_NULL),
                        uuid("contact_id").references("contacts").onDelete(SET_NULL),
                        uuid("call_record_id").references("call_records").onDelete(SET_NULL),
                        timestamp("started_at"),
                        timestamp("ended_at"),
                        integer("duration_seconds").atLeast(0),
                        jsonArray("recording_files").required().defaultTo("[]").secretKeys("download_token"),
                        text("found_by").required().oneOf("webhook", "polling").defaultTo("webhook"),
                        text("status")
                                .required()
                                .oneOf("received", "processing", "completed", "failed")
                                .defaultTo("received")
                                .indexed(),
                        text("error_message").readOnly())
                .unique("provider", "external_id")
                .activity("started_at")
                .access(Access.readOnly())
                .build();
    }

    private static Table meetingFollowUps() {
        return Table.named("meeting_follow_ups")
                .doc("What was agreed to do after a meeting.")
                .columns(
                        uuid("meeting_recording_id")
                                .required()
                                .references("meeting_recordings")
                                .onDelete(CASCADE),
                        text("description").required(),
                        uuid("assignee_id").references("profiles").onDelete(SET_NULL),
                        uuid("task_id").references("tasks").onDelete(SET_NULL),
                        timestamp("due_at"),
                        bool("completed").required().defaultTo(false),
                        timestamp("completed_at"))
                .access(Access.users())
                .build();
    }

    private static Table sipAccounts() {
        Rule ownerOrManager = Rule.own("user_id").or(Rule.managers(Permission.CAN_MANAGE_CALL_SETTINGS));
        return Table.named("sip_accounts")
                .doc("What an agent's softphone registers with.")
                .columns(
                        uuid("user_id")
                                .required()
                                .references("profiles")
                                .onDelete(CASCADE)
                                .defaultCurrentUser(),
                        text("server").required().max(255),
                        text("websocket_url"),
                        text("username").required().max(255),
                        text("password").secret(),
                        text("display_name"),
                        bool("is_active").required().defaultTo(true))
                .unique("user_id", "server", "username")
                .access(Access.of(ownerOrManager, ownerOrManager))
                .build();
    }
}
