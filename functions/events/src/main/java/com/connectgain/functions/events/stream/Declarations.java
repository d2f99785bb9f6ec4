package com.connectgain.functions.events.stream;

import com.connectgain.functions.events.automations.Stages;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every event of the product, table by table. */
final class Declarations {

    private static final Lookup CHANNEL =
            Lookup.of("channel_account_id", "channel_accounts", Map.of("type", "channel_type", "name", "channel_name"));
    private static final Lookup LIFECYCLE =
            Lookup.of("lifecycle_stage_id", "lifecycle_stages", Map.of("name", "lifecycle_stage"));

    private static final Lookup STAGES = new Lookup("pipeline_id", "pipelines", Declarations::stageNames);

    private Declarations() {}

    static Map<String, TableEvents> all() {
        return Stream.of(
                        contacts(),
                        deals(),
                        conversations(),
                        messages(),
                        TableEvents.of("message_actions").created("message_actions.received"),
                        tasks(),
                        TableEvents.of("project_issues").set("issue.assigned", "assignee_id"),
                        TableEvents.of("notes").created("comment.added"),
                        calls(),
                        TableEvents.of("meeting_recordings").reached("zoom.recording.completed", "status", "completed"),
                        bookings(),
                        TableEvents.of("campaigns")
                                .reached("campaign.started", "status", "SENDING")
                                .reached("campaign.completed", "status", "COMPLETED"))
                .collect(Collectors.toUnmodifiableMap(TableEvents::table, Function.identity()));
    }

    private static TableEvents contacts() {
        return TableEvents.of("contacts")
                .silent("full_name_search", "last_contacted_at")
                .created("contact.created")
                .updated("contact.updated")
                .set("contact.assigned", "assignee_id")
                .rule("contact.tag.updated", Declarations::tags)
                .moved("contact.lifecycle.updated", "lifecycle_stage_id")
                .naming(LIFECYCLE);
    }

    private static Optional<ObjectNode> tags(RowPair pair) {
        Set<JsonNode> old = elements(pair.old("tags"));
        Set<JsonNode> now = elements(pair.now("tags"));
        if (old.equals(now)) {
            return Optional.empty();
        }
        ObjectNode told = Json.object();
        told.putArray("old_tags").addAll(list(pair.old("tags")));
        told.putArray("new_tags").addAll(list(pair.now("tags")));
        ArrayNode added = told.putArray("added_tags");
        now.stream().filter(tag -> !old.contains(tag)).forEach(added::add);
        ArrayNode removed = told.putArray("removed_tags");
        old.stream().filter(tag -> !now.contains(tag)).forEach(removed::add);
        return Optional.of(told);
    }

    private static Set<JsonNode> elements(JsonNode array) {
        return new java.util.LinkedHashSet<>(list(array));
    }

    private static List<JsonNode> list(JsonNode array) {
        return array.valueStream().toList();
    }

    private static TableEvents deals() {
        return TableEvents.of("deals")
                .silent(
                        "stage_entered_at",
                        "won_at",
                        "lost_at",
                        "last_activity_at",
                        "owner_history_id",
                        "inactivity_due_at")
                .created("deal.created")
                .updated("deal.updated")
                .moved("deal.stage.changed", "stage")
                .naming(STAGES)
                .set("deal.assigned", "owner_id");
    }

    /** Stages are stored as clients send them, mostly by their ids; people know them by their names. */
    private static void stageNames(Optional<Row> pipeline, ObjectNode data) {
        JsonNode stages = pipeline.map(row -> row.get("stages")).orElseGet(Json::array);
        for (String which : List.of("old_stage", "new_stage")) {
            JsonNode stage = data.path(which);
            data.set(
                    which + "_name",
                    stage.isTextual() ? Json.nodes().textNode(Stages.nameIn(stages, stage.asText())) : stage);
        }
    }

    private static TableEvents conversations() {
        return TableEvents.of("conversations")
                .created("conversation.created")
                .set("conversation.assigned", "assignee_id")
                .rule("conversation.status.changed", Declarations::status)
                .when("conversation.analyzed", pair -> !pair.isNew() && pair.changed("ai_analyzed_at"))
                .allNaming(CHANNEL);
    }

    /** A customer's message opens a closed conversation again, in the same write. */
    private static Optional<ObjectNode> status(RowPair pair) {
        Optional<ObjectNode> change = pair.isNew() ? Optional.empty() : TableEvents.change(pair, "status");
        boolean opened = pair.text("status").equals("OPEN") && pair.changed("last_user_message_at");
        return change.map(told -> told.put("reopened_by_customer", opened));
    }

    /** A message that waits for its provider is stored first and sent when it is SENT; receipts are of what we sent. */
    private static TableEvents messages() {
        return TableEvents.of("messages")
                .when("message.received", pair -> pair.isNew() && isInbound(pair))
                .when("message.sent", pair -> !isInbound(pair) && isSent(pair.now("status")) && !wasSent(pair))
                .when("message.delivered", pair -> receipt(pair, "DELIVERED"))
                .when("message.read", pair -> receipt(pair, "READ"))
                .rule("message.failed", Declarations::failure)
                .allNaming(CHANNEL);
    }

    private static boolean isInbound(RowPair message) {
        return message.text("direction").equals("INBOUND");
    }

    private static boolean isSent(JsonNode status) {
        return Set.of("SENT", "DELIVERED", "READ").contains(status.asText());
    }

    private static boolean wasSent(RowPair message) {
        return isSent(message.old("status"));
    }

    private static boolean receipt(RowPair message, String status) {
        return !message.isNew()
                && !isInbound(message)
                && message.changed("status")
                && message.text("status").equals(status);
    }

    private static Optional<ObjectNode> failure(RowPair message) {
        if (isInbound(message)
                || !message.changed("status")
                || !message.text("status").equals("FAILED")) {
            return Optional.empty();
        }
        JsonNode error = message.now("metadata").path("error");
        JsonNode code =
                error.isObject() ? error.path("code") : message.now("metadata").path("error_code");
        ObjectNode told = Json.object();
        told.set("error", message.now("error_message").isNull() ? text(error) : message.now("error_message"));
        told.set("error_code", code.isMissingNode() ? Json.nodes().nullNode() : code);
        return Optional.of(told);
    }

    private static JsonNode text(JsonNode error) {
        JsonNode message = error.isObject() ? error.path("message") : error;
        return message.isMissingNode() ? Json.nodes().nullNode() : message;
    }

    /** A task is overdue when whoever watches due dates has announced it, once per due date. */
    private static TableEvents tasks() {
        return TableEvents.of("tasks")
                .silent("due_notified_at", "completed_at")
                .created("task.created")
                .updated("task.updated")
                .when(
                        "task.completed",
                        pair -> !pair.isNew()
                                && pair.changed("completed")
                                && pair.now("completed").asBoolean())
                .when(
                        "task.overdue",
                        pair -> !pair.isNew()
                                && pair.changed("due_notified_at")
                                && !pair.now("due_notified_at").isNull()
                                && !pair.now("completed").asBoolean());
    }

    private static TableEvents calls() {
        return TableEvents.of("call_records").created("call.ended").rule("call.processed", pair -> {
            boolean processed = pair.text("status").equals("completed") && pair.changed("status");
            return processed
                    ? Optional.of(Json.object()
                            .put("call_record_id", pair.text("id"))
                            .put("action_items_count", pair.now("action_items").size()))
                    : Optional.empty();
        });
    }

    private static TableEvents bookings() {
        return TableEvents.of("bookings")
                .created("booking.created")
                .rule("booking.rescheduled", Declarations::rescheduling)
                .reached("booking.cancelled", "status", "cancelled")
                .reached("booking.completed", "status", "completed");
    }

    private static Optional<ObjectNode> rescheduling(RowPair booking) {
        if (booking.isNew()
                || booking.text("status").equals("cancelled")
                || moment(booking.old("start_date_time")).equals(moment(booking.now("start_date_time")))) {
            return Optional.empty();
        }
        ObjectNode told = Json.object();
        told.set("old_start_date_time", booking.old("start_date_time"));
        told.set("new_start_date_time", booking.now("start_date_time"));
        return Optional.of(told);
    }

    private static Instant moment(JsonNode timestamp) {
        return timestamp.isNull()
                ? Instant.EPOCH
                : OffsetDateTime.parse(timestamp.asText()).toInstant();
    }
}
