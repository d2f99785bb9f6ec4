package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.connectgain.shared.store.Tally;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * The log of runs: one row per rule and event, written before the first action and after each. Written to the store as
 * it is: the row that ends a run and what is counted of it must change together or not at all.
 */
final class Executions {

    private final Kernel kernel;
    private final RuleStatistics statistics;

    Executions(Kernel kernel) {
        this.kernel = kernel;
        this.statistics = new RuleStatistics(kernel);
    }

    static String idOf(Event event, String rule) {
        return Ids.derived(event.at(), "execution#" + event.id() + "#" + rule);
    }

    /** The run of a rule for an event; begun now unless an earlier delivery began it. */
    Row begin(Row rule, Event event) {
        return find(rule, event).orElseGet(() -> {
            Outcome outcome = store().insert(fresh(rule, event).row());
            return outcome.isWritten() ? outcome.row() : find(rule, event).orElseThrow();
        });
    }

    /** A run that was not allowed to happen. */
    void skip(Row rule, Event event, String why) {
        Fresh fresh = fresh(rule, event);
        fresh.values().put("status", "skipped").put("error_message", why).put("finished_at", now());
        store().insert(fresh.row());
    }

    Optional<Row> find(Row rule, Event event) {
        return store().find("automation_executions", event.organization(), idOf(event, rule.id()));
    }

    private record Fresh(Store store, ObjectNode values) {
        Row row() {
            return Row.fresh(store.table("automation_executions"), values);
        }
    }

    private Fresh fresh(Row rule, Event event) {
        ObjectNode values = Json.object()
                .put("id", idOf(event, rule.id()))
                .put("organization_id", event.organization())
                .put("created_at", now())
                .put("updated_at", now())
                .put("rule_id", rule.id())
                .put("trigger_type", event.type())
                .put("event_id", event.id())
                .put("entity_type", event.table())
                .put("status", "running")
                .put("attempts", 0)
                .put("depth", event.causes().size())
                .put("started_at", now());
        if (isUuid(event.entity())) {
            values.put("entity_id", event.entity());
        }
        values.putArray("action_results");
        return new Fresh(store(), values);
    }

    private static boolean isUuid(String text) {
        return text.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    }

    /** Keeps what was done so far. Only the holder of the run's lease writes it. */
    Row save(Row execution, ArrayNode results, int attempts) {
        ObjectNode changes = Json.object().put("attempts", attempts).put("updated_at", now());
        changes.set("action_results", results);
        return store().update(execution, changes).row();
    }

    /** Ends a run and counts it. */
    void finish(Row execution, ArrayNode results, int attempts, Optional<String> failure) {
        Instant now = kernel.clock().instant();
        Instant started = OffsetDateTime.parse(execution.text("started_at")).toInstant();
        ObjectNode ended = Json.object()
                .put("status", failure.isPresent() ? "failed" : "success")
                .put("error_message", failure.orElse(null))
                .put("attempts", attempts)
                .put("finished_at", now())
                .put("updated_at", now())
                .put("duration_ms", Math.max(0, Duration.between(started, now).toMillis()));
        ended.set("action_results", results);
        Tally counted = statistics.of(execution, failure.isEmpty());
        Change end = new Change.Update(execution, execution.changed(ended));
        if (!store().writeCounting(List.of(end), List.of(counted)).isWritten()) {
            throw new StoreBusyException("somebody else wrote the log of the same run");
        }
        statistics.show(execution.organization(), execution.text("rule_id"));
    }

    private String now() {
        return DateTimes.print(kernel.clock().instant());
    }

    private Store store() {
        return kernel.store();
    }
}
