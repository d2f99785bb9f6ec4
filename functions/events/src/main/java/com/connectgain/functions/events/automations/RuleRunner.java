package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Delay;
import com.connectgain.shared.automations.RuleCheck;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.notifications.Notice;
import com.connectgain.shared.store.Operations;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Runs a rule's actions in order. What every action came to is kept before the next begins, so that a run that is cut
 * off goes on where it was. A failed action does not stop the others; one whose failure may pass is tried again alone.
 */
final class RuleRunner {

    private static final int MOST_ATTEMPTS = 3;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(30);
    private static final int BACKOFF = 4;

    /** Longer than the function may run, shorter than the queue waits before it delivers again. */
    private static final Duration LEASE = Duration.ofSeconds(150);

    /** What one message may take: the rest of a longer rule goes on with a message of its own. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Duration QUIET = Duration.ofHours(1);

    private final Kernel kernel;
    private final Executions executions;
    private final DelayedActions delayed;
    private final ActionRun actions = new ActionRun();

    RuleRunner(Kernel kernel) {
        this.kernel = kernel;
        this.executions = new Executions(kernel);
        this.delayed = new DelayedActions(kernel);
    }

    void run(Row rule, Situation situation) {
        Event event = situation.event();
        Row begun = executions.begin(rule, event);
        if (!isRunning(begun)) {
            return;
        }
        Operations operations = kernel.store().operations();
        String lease = "automation-run#" + begun.id();
        if (!operations.claim(lease, kernel.clock().instant().plus(LEASE))) {
            // By a delivery of the same that is still at it, or died: whoever looks again will find out.
            again(situation, rule, LEASE);
            return;
        }
        try {
            executions.find(rule, event).filter(RuleRunner::isRunning).ifPresent(run -> goOn(run, rule, situation));
        } finally {
            operations.release(lease);
        }
    }

    private static boolean isRunning(Row execution) {
        return "running".equals(execution.text("status"));
    }

    private void goOn(Row begun, Row rule, Situation situation) {
        Instant started = Instant.now();
        List<JsonNode> todo = actionsOf(rule);
        ArrayNode results = (ArrayNode) begun.get("action_results").deepCopy();
        int attempts = begun.get("attempts").asInt();
        boolean retries = results.size() == todo.size();
        Row execution = begun;
        for (int index = 0; index < todo.size(); index++) {
            JsonNode earlier = results.path(index);
            if (isSettled(earlier) || !retries && earlier.isObject()) {
                continue;
            }
            if (Duration.between(started, Instant.now()).compareTo(PATIENCE) > 0) {
                again(situation, rule, Duration.ZERO);
                return;
            }
            ObjectNode entry = carryOut(situation, rule, begun.id(), index, todo.get(index), earlier);
            if (earlier.isObject()) {
                results.set(index, entry);
            } else {
                results.add(entry);
            }
            execution = executions.save(execution, results, attempts);
        }
        end(execution, rule, situation, results, attempts + 1);
    }

    private static List<JsonNode> actionsOf(Row rule) {
        List<JsonNode> actions = new java.util.ArrayList<>();
        rule.get("actions").forEach(actions::add);
        return actions.subList(0, Math.min(RuleCheck.MOST_ACTIONS, actions.size()));
    }

    private static boolean isSettled(JsonNode entry) {
        return entry.isObject() && !entry.path("status").asText().equals(ActionRun.RETRYING);
    }

    private ObjectNode carryOut(
            Situation situation, Row rule, String execution, int index, JsonNode action, JsonNode earlier) {
        try {
            Duration delay =
                    Delay.of(Order.of(situation, rule.id(), index, action).config());
            return delay.isZero()
                    ? actions.carryOut(situation, rule.id(), index, action, earlier)
                    : delayed.schedule(situation, rule, execution, index, action, delay);
        } catch (IllegalArgumentException senseless) {
            return Json.object()
                    .put("index", index)
                    .put("type", action.path("type").asText(""))
                    .put("status", ActionRun.FAILED)
                    .put("error", senseless.getMessage());
        }
    }

    private void end(Row execution, Row rule, Situation situation, ArrayNode results, int attempts) {
        boolean hopeful = false;
        for (JsonNode entry : results) {
            hopeful |= entry.path("status").asText().equals(ActionRun.RETRYING);
        }
        if (hopeful && attempts < MOST_ATTEMPTS) {
            executions.save(execution, results, attempts);
            again(situation, rule, FIRST_WAIT.multipliedBy((long) Math.pow(BACKOFF, attempts - 1)));
            return;
        }
        StringBuilder errors = new StringBuilder();
        for (JsonNode entry : results) {
            if (entry.has("error")) {
                ((ObjectNode) entry).put("status", ActionRun.FAILED);
                errors.append(errors.isEmpty() ? "" : "; ")
                        .append(entry.path("type").asText())
                        .append(": ")
                        .append(entry.path("error").asText());
            }
        }
        Optional<String> failure = errors.isEmpty() ? Optional.empty() : Optional.of(errors.toString());
        executions.finish(execution, results, attempts, failure);
        failure.ifPresent(why -> tellOfFailure(rule, situation, why));
    }

    private void again(Situation situation, Row rule, Duration wait) {
        kernel.queues().send(Work.QUEUE, Work.forRule(situation.event(), rule.id()), wait);
    }

    /** Whoever made the rule, or the managers; once an hour, however often it fails. */
    private void tellOfFailure(Row rule, Situation situation, String why) {
        Instant now = kernel.clock().instant();
        if (!kernel.store().operations().claim("automation-failed#" + rule.id(), now.plus(QUIET))) {
            return;
        }
        List<String> members = rule.find("created_by")
                .filter(id -> situation
                        .find("profiles", id)
                        .filter(row -> row.is("is_active"))
                        .isPresent())
                .map(List::of)
                .orElseGet(() -> Members.withRoles(situation, Members.MANAGERS));
        Notice notice = Notice.of(
                        "automation-failed#" + Executions.idOf(situation.event(), rule.id()),
                        "automation_failed",
                        "The automation " + rule.text("name") + " failed")
                .saying(why)
                .about("automation_rules", rule.id(), "/automations");
        kernel.notifier().tell(situation.writing(rule.id()), situation.event().at(), members, notice);
    }
}
