package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.BusinessHours;
import com.connectgain.shared.time.Targets;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Support issues: ticket numbers, when they were answered and resolved, and the targets they are measured by. */
final class IssueTrigger implements Trigger {

    private static final Set<String> RESOLVED = Set.of("RESOLVED", "CLOSED");
    private static final List<String> FIX = List.of("fix_description", "fix_steps", "resolution_notes");
    private static final String PROJECT = "project_id";
    private static final String RESOLVED_AT = "resolved_at";
    private static final String RESPONDED_AT = "first_responded_at";
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        Optional<Row> project = supportProject(transaction, row);
        if (project.isEmpty()) {
            return; // the foreign key refuses it
        }
        refuseEarlyFix(row);
        number(transaction, project.get(), row);
        stamp(transaction, row);
        setDeadlines(transaction, row, true);
        judge(transaction, row);
    }

    private static Optional<Row> supportProject(Transaction transaction, ObjectNode row) {
        Optional<Row> project = transaction.find("projects", Cells.text(row, PROJECT));
        project.filter(found -> !"SUPPORT".equals(found.text("type"))).ifPresent(delivery -> {
            throw Problem.badRequest("Issues can only be created in SUPPORT projects");
        });
        return project;
    }

    /** What is logged has not been fixed yet; later, the fix may be written down in any state. */
    private static void refuseEarlyFix(ObjectNode row) {
        if (RESOLVED.contains(row.path("status").asText())) {
            return;
        }
        for (String column : FIX) {
            if (!Cells.isBlank(row, column)) {
                throw Problem.badRequest(column + " can only be set on a RESOLVED or CLOSED issue when it is created");
            }
        }
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
        boolean moved = Cells.changed(before, after, PROJECT);
        if (moved) {
            supportProject(transaction, after);
        }
        if (moved || Cells.changed(before, after, "reported_at")) {
            setDeadlines(transaction, after, true);
        } else if (!after.hasNonNull(RESOLVED_AT)) {
            // The targets may be others by now. What was answered is measured by those of its time.
            setDeadlines(transaction, after, !after.hasNonNull(RESPONDED_AT));
        }
        judge(transaction, after);
    }

    /** The status as it is now, and when to look again because time alone will have changed it. */
    private static void judge(Transaction transaction, ObjectNode row) {
        Instant now = transaction.writing().now();
        row.put("sla_status", slaStatus(now, row));
        Cells.put(row, "sla_check_at", nextCheck(now, row));
    }

    private static Instant nextCheck(Instant now, ObjectNode row) {
        Instant due = Cells.instant(row, "resolution_due_at");
        if (due == null || row.hasNonNull(RESOLVED_AT)) {
            return null;
        }
        Instant reported = Cells.instant(row, "reported_at");
        Instant risky = Targets.riskyFrom(reported, due);
        Instant response = row.hasNonNull(RESPONDED_AT) ? null : Cells.instant(row, "response_due_at");
        return Stream.of(risky, response, due)
                .filter(Objects::nonNull)
                .map(moment -> moment.plusSeconds(1))
                .filter(moment -> moment.isAfter(now))
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static void stamp(Transaction transaction, ObjectNode row) {
        String now = transaction.writing().timestamp();
        String status = row.path("status").asText();
        if (!status.equals("OPEN") && !row.hasNonNull(RESPONDED_AT)) {
            row.put(RESPONDED_AT, now);
        }
        if (!RESOLVED.contains(status)) {
            row.putNull(RESOLVED_AT);
        } else if (!row.hasNonNull(RESOLVED_AT)) {
            row.put(RESOLVED_AT, now);
        }
    }

    /** @param response whether the time of the answer is measured as well */
    private static void setDeadlines(Transaction transaction, ObjectNode row, boolean response) {
        ObjectNode project = Json.object();
        project.set(PROJECT, row.path(PROJECT));
        Optional<Row> targets =
                transaction.holder("project_sla_config", "project_sla_config_project_id_key", project, Json.object());
        Instant reported = Cells.instant(row, "reported_at");
        if (reported == null) {
            return;
        }
        if (response) {
            Cells.put(row, "response_due_at", due(transaction, targets, reported, "response_time_hours"));
        }
        Cells.put(row, "resolution_due_at", due(transaction, targets, reported, "resolution_time_hours"));
    }

    /** Null without targets: then nothing is due. */
    private static Instant due(Transaction transaction, Optional<Row> targets, Instant reported, String column) {
        return targets.map(found -> BusinessHours.of(
                                found, Zones.of(transaction.writing().lookups().organization()))
                        .after(reported, hours(found, column)))
                .orElse(null);
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
        return now.isAfter(Targets.riskyFrom(reported, due)) ? "AT_RISK" : "ON_TRACK";
    }

    private static boolean isLate(Instant now, ObjectNode row) {
        Instant due = Cells.instant(row, "response_due_at");
        Instant responded = Cells.instant(row, RESPONDED_AT);
        return due != null && (responded == null ? now : responded).isAfter(due);
    }
}
