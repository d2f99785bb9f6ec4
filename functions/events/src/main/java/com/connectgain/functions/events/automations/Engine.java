package com.connectgain.functions.events.automations;

import com.connectgain.shared.automations.Condition;
import com.connectgain.shared.events.Event;
import com.connectgain.shared.events.EventData;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What happens in an organization when something happened: its rules, its task distribution, its notices. */
public final class Engine {

    /** A chain of rules that set each other off ends here. */
    private static final int LONGEST_CHAIN = 5;

    /** What one message may take: rules that had no turn by then get messages of their own. */
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Kernel kernel;
    private final RuleRunner runner;
    private final DelayedActions delayed;
    private final TaskDistribution distribution;
    private final Escalation escalation;
    private final StandardNotices notices;

    public Engine(Kernel kernel) {
        this.kernel = kernel;
        this.runner = new RuleRunner(kernel);
        this.delayed = new DelayedActions(kernel);
        this.distribution = new TaskDistribution(kernel);
        this.escalation = new Escalation(kernel);
        this.notices = new StandardNotices(kernel);
    }

    /** @param again whether an earlier delivery may have begun the work */
    public void handle(JsonNode message, boolean again) {
        String organization = message.path("organization_id").asText();
        if (message.has(Work.DELAYED)) {
            delayed.run(organization, message.path(Work.DELAYED).asText());
            return;
        }
        if (message.has(Work.SCAN)) {
            scan(organization, message);
            return;
        }
        if (message.has(Work.PLAN)) {
            new DealPlans(kernel)
                    .run(
                            organization,
                            message.path(Work.PLAN).asText(),
                            message.path("cursor").textValue());
            return;
        }
        if (message.has(Work.ESCALATION)) {
            kernel.store()
                    .find(
                            "escalation_rules",
                            organization,
                            message.path(Work.ESCALATION).asText())
                    .ifPresent(rule -> new DealDeadlines(kernel).run(rule, message, escalation::consider));
            return;
        }
        Situation situation = new Situation(kernel, EventData.complete(Event.read(message), kernel.store()));
        Failures failures = new Failures();
        String only = message.path(Work.RULE).textValue();
        if (only != null) {
            failures.collect(() -> runOnly(only, situation));
        } else {
            runAll(situation, again, failures);
        }
        failures.raise();
    }

    private void scan(String organization, JsonNode message) {
        kernel.store()
                .find("automation_rules", organization, message.path(Work.SCAN).asText())
                .filter(rule -> rule.is("is_active"))
                .ifPresent(rule -> new DateScan(kernel)
                        .run(
                                rule,
                                LocalDate.parse(message.path("day").asText()),
                                message.path("cursor").textValue(),
                                (found, situation) -> consider(found, situation, true)));
    }

    private void runAll(Situation situation, boolean again, Failures failures) {
        Event event = situation.event();
        List<Row> rules =
                Rules.waitingFor(kernel.store(), event.organization(), "automation_rules", "is_active", event.type());
        Instant started = Instant.now();
        for (Row rule : rules) {
            boolean late = Duration.between(started, Instant.now()).compareTo(PATIENCE) > 0;
            failures.collect(() -> {
                if (late) {
                    kernel.queues().send(Work.QUEUE, Work.forRule(event, rule.id()));
                } else {
                    consider(rule, situation, again);
                }
            });
            situation.refresh();
        }
        failures.collect(() -> distribution.handle(situation));
        failures.collect(() -> notices.handle(situation));
    }

    /** A retry, or what the clock tells one rule: whose table its id is in decides. */
    private void runOnly(String id, Situation situation) {
        String organization = situation.organizationId();
        kernel.store().find("automation_rules", organization, id).ifPresent(rule -> {
            if (rule.is("is_active")) {
                consider(rule, situation, true);
            }
        });
        kernel.store()
                .find("task_automation_rules", organization, id)
                .ifPresent(rule -> distribution.consider(rule, situation));
        kernel.store()
                .find("escalation_rules", organization, id)
                .ifPresent(rule -> escalation.consider(rule, situation));
    }

    private void consider(Row rule, Situation situation, boolean again) {
        Executions executions = new Executions(kernel);
        // What the rule did already may have changed what its conditions look at.
        boolean begun = again && executions.find(rule, situation.event()).isPresent();
        if (!begun && !holds(rule, situation, executions)) {
            return;
        }
        runner.run(rule, situation);
    }

    private boolean holds(Row rule, Situation situation, Executions executions) {
        Event event = situation.event();
        try {
            boolean holds = new Facts(situation)
                    .hold(Condition.read("conditions", rule.get("conditions"), rule.text("condition_logic")));
            if (!holds) {
                return false;
            }
        } catch (ActionFailure unreadable) {
            executions.skip(rule, event, unreadable.getMessage());
            return false;
        }
        if (event.causes().contains(rule.id())) {
            executions.skip(rule, event, "The rule itself led to this event");
            return false;
        }
        if (event.causes().size() >= LONGEST_CHAIN) {
            executions.skip(rule, event, "Stopped: more than " + LONGEST_CHAIN + " rules set each other off");
            return false;
        }
        return true;
    }

    /** Rules do not fail each other: all get their turn before the message fails. */
    private static final class Failures {

        private RuntimeException first;

        private void collect(Runnable work) {
            try {
                work.run();
            } catch (RuntimeException failure) {
                if (first == null) {
                    first = failure;
                } else {
                    first.addSuppressed(failure);
                }
            }
        }

        private void raise() {
            if (first != null) {
                throw first;
            }
        }
    }
}
