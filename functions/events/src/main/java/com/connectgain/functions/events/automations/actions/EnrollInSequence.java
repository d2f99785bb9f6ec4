package com.connectgain.functions.events.automations.actions;

import com.connectgain.functions.events.automations.Action;
import com.connectgain.functions.events.automations.ActionFailure;
import com.connectgain.functions.events.automations.Order;
import com.connectgain.shared.automations.Setting;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Records.Inserted;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Puts the contact into a sequence, once: who was in it before, unsubscribed or bounced stays as he is. */
final class EnrollInSequence implements Action {

    @Override
    public Plan plan(Order order) {
        Row sequence = order.row("sequences", order.required(Setting.SEQUENCE));
        if (!"active".equals(sequence.text("status"))) {
            throw new ActionFailure("The sequence " + sequence.text("name") + " is not active");
        }
        Row contact = order.contact();
        if (!contact.is("opt_in_status")) {
            throw new ActionFailure("The contact has opted out");
        }
        Row first = firstStep(order, sequence)
                .orElseThrow(() -> new ActionFailure("The sequence " + sequence.text("name") + " has no steps"));
        Carrier.SEQUENCES.require(order);
        ObjectNode summary = Json.object().put("sequence_id", sequence.id()).put("contact_id", contact.id());
        return new Plan(summary, () -> enroll(order, sequence, contact, first));
    }

    private static Optional<Row> firstStep(Order order, Row sequence) {
        Store store = order.kernel().store();
        return store
                .readAll(
                        store.table("sequence_steps"),
                        order.situation().organizationId(),
                        new AccessPath.Equal("sequence_id", sequence.id()))
                .stream()
                .min(Comparator.comparingInt(step -> step.get("step_order").asInt()));
    }

    private static ObjectNode enroll(Order order, Row sequence, Row contact, Row first) {
        var writing = order.writing();
        ObjectNode enrollment = Json.object()
                .put("id", order.id("sequence_enrollments"))
                .put("sequence_id", sequence.id())
                .put("contact_id", contact.id())
                .put(
                        "next_step_at",
                        DateTimes.print(writing.now()
                                .plus(Duration.ofMinutes(
                                        first.get("delay_minutes").asLong()))));
        Inserted inserted = order.kernel().records().tryInsert(writing, "sequence_enrollments", enrollment, List.of());
        return switch (inserted) {
            case Inserted.Done(var rows) ->
                Json.object().put("enrollment_id", rows.getFirst().id());
            case Inserted.Refused(var clash) -> {
                ObjectNode known = Json.object().put("skipped", "The contact is in the sequence already");
                order.kernel()
                        .store()
                        .findAll(order.kernel().store().table("sequence_enrollments"), List.of(clash.holder()))
                        .forEach(row -> known.put("enrollment_id", row.id()).put("status", row.text("status")));
                yield known;
            }
        };
    }
}
