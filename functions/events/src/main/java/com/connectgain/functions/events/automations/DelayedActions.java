package com.connectgain.functions.events.automations;

import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;

/**
 * Actions that wait in the due index for their time. The clock hands each to the queue as often as it takes until the
 * row says that it is done.
 */
final class DelayedActions {

    private static final String TABLE = "automation_delayed_actions";
    private static final int MOST_ATTEMPTS = 3;
    private static final Duration LEASE = Duration.ofSeconds(150);
    private static final Duration RETRY = Duration.ofMinutes(2);

    private final Kernel kernel;
    private final ActionRun actions = new ActionRun();

    DelayedActions(Kernel kernel) {
        this.kernel = kernel;
    }

    /** @return the entry of the result log */
    ObjectNode schedule(Situation situation, Row rule, String execution, int index, JsonNode action, Duration delay) {
        Event event = situation.event();
        String runAt = DateTimes.print(event.at().plus(delay));
        String now = now();
        ObjectNode values = Json.object()
                .put("id", Ids.derived(event.at(), "delayed#" + event.id() + "#" + rule.id() + "#" + index))
                .put("organization_id", event.organization())
                .put("created_at", now)
                .put("updated_at", now)
                .put("rule_id", rule.id())
                .put("execution_id", execution)
                .put("event_id", event.id())
                .put("action_index", index)
                .put("run_at", runAt)
                .put("status", "pending")
                .put("attempts", 0);
        values.set("action", action);
        values.set("context", event.json());
        situation.contact().ifPresent(contact -> values.put("contact_id", contact.id()));
        Row row = Row.fresh(store().table(TABLE), values);
        // A row that is there already was written by an earlier delivery, under the same id.
        store().insert(row);
        return Json.object()
                .put("index", index)
                .put("type", action.path("type").asText(""))
                .put("status", ActionRun.SCHEDULED)
                .put("run_at", runAt)
                .put("delayed_action_id", row.id());
    }

    void run(String organization, String id) {
        Row waiting = store().find(TABLE, organization, id).orElse(null);
        if (waiting == null || !isPending(waiting)) {
            return;
        }
        String lease = "automation-run#" + id;
        if (!store().operations().claim(lease, kernel.clock().instant().plus(LEASE))) {
            return; // by another delivery; should that die, the clock hands the action out again
        }
        try {
            store().find(TABLE, organization, id)
                    .filter(DelayedActions::isPending)
                    .ifPresent(this::carryOut);
        } finally {
            store().operations().release(lease);
        }
    }

    private static boolean isPending(Row row) {
        return "pending".equals(row.text("status"));
    }

    private void carryOut(Row waiting) {
        Situation situation = new Situation(kernel, Event.read(waiting.get("context")));
        String rule = waiting.text("rule_id");
        boolean active = store().find("automation_rules", waiting.organization(), rule)
                .filter(row -> row.is("is_active"))
                .isPresent();
        if (!active) {
            settle(waiting, Json.object().put("status", "cancelled").put("last_error", "The rule is not active"));
            return;
        }
        int index = waiting.get("action_index").asInt();
        ObjectNode earlier =
                Json.object().put("attempts", waiting.get("attempts").asInt());
        ObjectNode entry = actions.carryOut(situation, rule, index, waiting.get("action"), earlier);
        int attempts = entry.path("attempts").asInt();
        if (entry.path("status").asText().equals(ActionRun.RETRYING) && attempts < MOST_ATTEMPTS) {
            Instant next = kernel.clock().instant().plus(RETRY.multipliedBy(attempts));
            settle(
                    waiting,
                    Json.object()
                            .put("attempts", attempts)
                            .put("last_error", entry.path("error").asText())
                            .put("run_at", DateTimes.print(next)));
            return;
        }
        boolean done = entry.path("status").asText().equals(ActionRun.SUCCESS);
        settle(
                waiting,
                Json.object()
                        .put("status", done ? "done" : "failed")
                        .put("attempts", attempts)
                        .put("last_error", entry.path("error").textValue())
                        .put("done_at", now()));
        log(waiting, index, done ? entry : entry.put("status", ActionRun.FAILED));
    }

    private void settle(Row waiting, ObjectNode changes) {
        store().change(
                        store().table(TABLE),
                        waiting.organization(),
                        waiting.id(),
                        values -> values.setAll(changes.deepCopy().put("updated_at", now())));
    }

    /** The run's log tells in the end what became of the action. */
    private void log(Row waiting, int index, ObjectNode entry) {
        store().change(
                        store().table("automation_executions"),
                        waiting.organization(),
                        waiting.text("execution_id"),
                        values -> {
                            if (values.path("action_results") instanceof ArrayNode results && results.size() > index) {
                                results.set(index, entry);
                                return values;
                            }
                            return null;
                        });
    }

    private Store store() {
        return kernel.store();
    }

    private String now() {
        return DateTimes.print(kernel.clock().instant());
    }
}
