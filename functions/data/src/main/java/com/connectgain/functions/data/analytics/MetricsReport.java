package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;

/** The four headline figures of a period, each beside the period before. */
final class MetricsReport {

    private static final Set<String> TYPES = Set.of("messages", "response_time", "sla", "contacts");

    private final Ledger ledger;
    private final Period period;
    private final Instant now;

    MetricsReport(Ledger ledger, Period period, Instant now) {
        this.ledger = ledger;
        this.period = period;
        this.now = now;
    }

    /** @param type the one figure wanted, or null for all */
    ObjectNode of(String type) {
        if (type != null && !TYPES.contains(type)) {
            throw Problem.badRequest("Invalid metric_type: " + type)
                    .withDetails("One of messages, response_time, sla, contacts.");
        }
        ObjectNode metrics = Json.object();
        ObjectNode comparison = Json.object();
        if (wants(type, "messages")) {
            long current = ledger.countCreated("messages", period);
            metrics.put("total_messages", current);
            comparison.put(
                    "messages_change", Ratio.change(current, ledger.countCreated("messages", period.previous())));
        }
        if (wants(type, "response_time") || wants(type, "sla")) {
            respond(type, metrics, comparison);
        }
        if (wants(type, "contacts")) {
            long current = ledger.countCreatedUntil("contacts", period);
            metrics.put("total_contacts", current);
            comparison.put(
                    "contacts_change", Ratio.change(current, ledger.countCreatedUntil("contacts", period.previous())));
        }
        metrics.set("period_comparison", comparison);
        return metrics;
    }

    private static boolean wants(String type, String figure) {
        return type == null || type.equals(figure);
    }

    private void respond(String type, ObjectNode metrics, ObjectNode comparison) {
        Responses current = ledger.responses(period, now);
        Responses previous = ledger.responses(period.previous(), now);
        if (wants(type, "response_time")) {
            metrics.put("average_response_time", current.averageHours() + " hours");
            comparison.put("response_time_change", Ratio.change(current.averageHours(), previous.averageHours()));
        }
        if (wants(type, "sla")) {
            metrics.put("sla_compliance", current.compliance());
            comparison.put("sla_change", Ratio.change(current.compliance(), previous.compliance()));
        }
    }
}
