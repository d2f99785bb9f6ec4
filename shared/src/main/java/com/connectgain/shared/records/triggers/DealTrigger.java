package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Deals: where a new one goes, what a change of stage or owner entails, and the timeline of it all. */
final class DealTrigger implements Trigger {

    private static final String PIPELINE = "pipeline_id";
    private static final String CONTACT = "contact_id";
    private static final String PROBABILITY = "probability";
    private static final String ACTIVITY = "last_activity_at";
    private static final String DEFAULT_PIPELINE = "pipelines_is_default_key";

    /** Columns that say how the deal is kept, not what became of it. */
    private static final Set<String> BOOKKEEPING =
            Set.of("updated_at", ACTIVITY, "inactivity_due_at", "owner_history_id");

    /** Columns whose changes the timeline tells, and as what. */
    private static final Map<String, String> TOLD = Map.of(
            "stage",
            "STAGE_CHANGED",
            "value",
            "VALUE_CHANGED",
            "owner_id",
            "OWNER_CHANGED",
            PROBABILITY,
            "PROBABILITY_CHANGED");

    @Override
    public void fill(Writing writing, ObjectNode sent) {
        DealOrigin.fill(writing, sent);
        if (Cells.isBlank(sent, "title")) {
            throw Problem.required("title");
        }
        if (Cells.isBlank(sent, CONTACT)) {
            throw Problem.required(CONTACT);
        }
        if (!sent.hasNonNull(PIPELINE)) {
            sent.put(
                    PIPELINE,
                    writing.lookups()
                            .defaultOf("pipelines", DEFAULT_PIPELINE)
                            .orElseThrow(DealTrigger::noPipeline)
                            .id());
        }
        if (!sent.hasNonNull("currency")) {
            writing.lookups()
                    .organization()
                    .flatMap(organization -> organization.find("currency"))
                    .ifPresent(currency -> sent.put("currency", currency));
        }
    }

    private static Problem noPipeline() {
        return Problem.badRequest("No pipeline found. Create a pipeline first or send pipeline_id");
    }

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        Row pipeline = pipeline(transaction, row);
        String now = transaction.writing().timestamp();
        enterStage(row, now);
        if (!row.hasNonNull(PROBABILITY)) {
            DealStages.probability(pipeline, row).ifPresent(value -> row.put(PROBABILITY, value));
        }
        row.put(ACTIVITY, now);
        if (row.hasNonNull("owner_id")) {
            DealOwnership.begin(transaction, row, null);
        }
        DealOrigin.company(transaction, row);
        planReassignment(transaction, row);
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, PIPELINE)) {
            pipeline(transaction, after);
        }
        if (Cells.changed(before, after, "stage")) {
            changeStage(transaction, before, after);
        }
        if (Cells.changed(before, after, "owner_id")) {
            DealOwnership.change(transaction, before, after);
        }
        TOLD.forEach((column, activity) -> {
            if (Cells.changed(before, after, column)) {
                tell(transaction, after, activity, before.get(column), after.path(column));
            }
        });
        if (isTouched(before, after)) {
            after.put(ACTIVITY, transaction.writing().timestamp());
        }
        if (Cells.changed(before, after, ACTIVITY) || Cells.changed(before, after, "status")) {
            planReassignment(transaction, after);
        }
    }

    private static boolean isTouched(Row before, ObjectNode after) {
        return before.values().properties().stream()
                .anyMatch(column -> !BOOKKEEPING.contains(column.getKey())
                        && !Cells.same(column.getValue(), after.path(column.getKey())));
    }

    private static Row pipeline(Transaction transaction, ObjectNode row) {
        String id = Cells.text(row, PIPELINE);
        return transaction
                .find("pipelines", id)
                .orElseThrow(() -> Problem.badRequest("Invalid pipeline_id: " + id)
                        .withDetails("The organization has no such pipeline."));
    }

    private static void enterStage(ObjectNode row, String now) {
        row.put("stage_entered_at", now);
        String status = row.path("status").asText();
        mark(row, "won_at", status.equals("WON"), now);
        mark(row, "lost_at", status.equals("LOST"), now);
    }

    private static void mark(ObjectNode row, String column, boolean marked, String now) {
        if (!marked) {
            row.putNull(column);
        } else if (!row.hasNonNull(column)) {
            row.put(column, now);
        }
    }

    private static void changeStage(Transaction transaction, Row before, ObjectNode after) {
        Writing writing = transaction.writing();
        ObjectNode history = Json.object();
        history.set("deal_id", after.path("id"));
        history.set("pipeline_id", after.path(PIPELINE));
        history.set("old_stage", before.get("stage"));
        history.set("new_stage", after.path("stage"));
        history.put("changed_at", writing.timestamp()).put("changed_by", writing.userId());
        before.instant("stage_entered_at")
                .ifPresent(entered -> history.put("duration_days", Cells.days(entered, writing.now())));
        transaction.add("deal_stage_history", history);
        enterStage(after, writing.timestamp());
        if (!writing.names(PROBABILITY) && !Cells.changed(before, after, PROBABILITY)) {
            DealStages.probability(pipeline(transaction, after), after)
                    .ifPresent(value -> after.put(PROBABILITY, value));
        }
    }

    static void tell(Transaction transaction, ObjectNode deal, String activity, JsonNode before, JsonNode after) {
        ObjectNode entry = Json.object().put("activity_type", activity);
        entry.set("deal_id", deal.path("id"));
        entry.set("old_value", before);
        entry.set("new_value", after);
        transaction.add("deal_activities", entry);
    }

    /** Something happened to the deal that its own columns do not show: a note, a task. */
    static void happened(Transaction transaction, String dealId, String activity, JsonNode what) {
        transaction.find("deals", dealId).ifPresent(deal -> {
            tell(transaction, deal.values(), activity, Json.nodes().nullNode(), what);
            transaction.change(
                    deal, values -> values.put(ACTIVITY, transaction.writing().timestamp()));
        });
    }

    /** An open deal that nothing happens to goes to another owner, where a rule of its pipeline or of all wants that. */
    private static void planReassignment(Transaction transaction, ObjectNode deal) {
        Instant last = Cells.instant(deal, ACTIVITY);
        Instant due = null;
        if (last != null && deal.path("status").asText().equals("OPEN")) {
            List<Row> rules = transaction.all("deal_reassignment_rules").stream()
                    .filter(rule -> rule.is("is_active"))
                    .toList();
            due = rules.stream()
                    .filter(rule -> rule.get(PIPELINE).equals(deal.path(PIPELINE)))
                    .findFirst()
                    .or(() -> rules.stream()
                            .filter(rule -> rule.get(PIPELINE).isNull())
                            .findFirst())
                    .map(rule -> last.plus(
                            Duration.ofDays(rule.get("inactivity_days").asLong())))
                    .orElse(null);
        }
        Cells.put(deal, "inactivity_due_at", due);
    }
}
