package com.connectgain.functions.events.automations;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.BiConsumer;

/** Goes through an organization's deals for an escalation rule, a stretch per message. */
final class DealDeadlines {

    private final Kernel kernel;

    DealDeadlines(Kernel kernel) {
        this.kernel = kernel;
    }

    void run(Row rule, JsonNode message, BiConsumer<Row, Situation> escalate) {
        Deadlines deadlines = Deadlines.of(rule, kernel);
        Instant from = Instant.parse(message.path("from").asText());
        Instant until = Instant.parse(message.path("until").asText());
        Stretches.through(
                kernel.store(),
                deadlines.table(),
                rule.organization(),
                message.path("cursor").textValue(),
                deal -> deadlines
                        .passed(deal, from, until)
                        .ifPresent(mark -> escalate.accept(rule, new Situation(kernel, deadlines.event(deal, mark)))),
                next -> kernel.queues().send(Work.QUEUE, Work.escalation(rule, from, until, next)));
    }
}
