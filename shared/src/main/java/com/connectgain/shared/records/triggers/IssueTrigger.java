package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** Support issues: ticket numbers, when they were answered and resolved, and the targets they are measured by. */
final class IssueTrigger implements Trigger {

    private static final Set<String> RESOLVED = Set.of("RESOLVED", "CLOSED");
    private static final String RESOLVED_AT = "resolved_at";
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** Beyond this share of the time allowed, an issue is at risk. */
    private static final double RISKY_SHARE = 0.8;

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        Optional<Row> project = transaction.find("projects", Cells.text(row, "project_id"));
        if (project.isEmpty()) {
            return; // the foreign key refuses it
        }
        if (!"SUPPORT".equals(project.get().text("type"))) {
            throw Problem.badRequest("Issues can only be created in SUPPORT projects");
        }
        number(transaction, project.get(), row);
        stamp(transaction, row);
        setDeadlines(transaction, row);
        row.put("sla_status", slaStatus(transaction.writing().now(), row));
    }

    /** The counter is the project's own and moves in this transaction: no number is lost, none is given twice. */
    private static void number(Transaction transaction, Row project, ObjectNode row) {
        String prefix = project.text("ticket_prefix");
        if (prefix == null || prefix.isBlank()) {
            return;
        }
        int next = project.get("ticket_counter").asInt() + 1;
        transaction.change(project, values -> values.put("ticket_counter", next));
        row.put("ticket_number", String.format("%s-%03d", prefix, next));
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, "status")) {
            stamp(transaction, after);
        }
        if (Cells.changed(before, after, "reported_at")) {
            setDeadlines(transaction, after);
        }
        after.put("sla_status", slaStatus(transaction.writing().now(), after));
    }

    private static void stamp(Transaction transaction, ObjectNode row) {
        String now = transaction.writing().timestamp();
        String status = row.path("status").asText();
        if (!status.equals("OPEN") && !row.hasNonNull("first_responded_at")) {
            row.put("first_responded_at", now);
        }
        if (!RESOLVED.contains(status)) {
            row.putNull(RESOLVED_AT);
        } else if (!row.hasNonNull(RESOLVED_AT)) {
            row.put(RESOLVED_AT, now);
        }
    }

    private static void setDeadlines(Transaction transaction, ObjectNode row) {
        ObjectNode project = Json.object();
        project.set("project_id", row.path("project_id"));
        Optional<Row> targets =
                transaction.holder("project_sla_config", "project_sla_config_project_id_key", project, Json.object());
        Instant reported = Cells.instant(row, "reported_at");
        if (targets.isEmpty() || reported == null) {
            return;
        }
        String zone = transaction
                .writing()
                .lookups()
                .organization()
                .flatMap(organization -> organization.find("timezone"))
                .orElse("UTC");
        BusinessHours hours = BusinessHours.of(targets.get(), zone);
        Cells.put(row, "response_due_at", hours.after(reported, hours(targets.get(), "response_time_hours")));
        Cells.put(row, "resolution_due_at", hours.after(reported, hours(targets.get(), "resolution_time_hours")));
    }

    private static Duration hours(Row targets, String column) {
        return Duration.ofSeconds(
                targets.get(column).decimalValue().multiply(SECONDS_PER_HOUR).longValue());
    }

    private static String slaStatus(Instant now, ObjectNode row) {
        Instant due = Cells.instant(row, "resolution_due_at");
        if (due == null) {
            return null;
        }
        Instant resolved = Cells.instant(row, RESOLVED_AT);
        if (resolved != null) {
            return resolved.isAfter(due) ? "VIOLATED" : "MET";
        }
        if (now.isAfter(due) || isLate(now, row)) {
            return "VIOLATED";
        }
        Instant reported = Cells.instant(row, "reported_at");
        double share = (double) Duration.between(reported, now).toSeconds()
                / Math.max(1, Duration.between(reported, due).toSeconds());
        return share > RISKY_SHARE ? "AT_RISK" : "ON_TRACK";
    }

    private static boolean isLate(Instant now, ObjectNode row) {
        Instant due = Cells.instant(row, "response_due_at");
        Instant responded = Cells.instant(row, "first_responded_at");
        return due != null && (responded == null ? now : responded).isAfter(due);
    }
}
