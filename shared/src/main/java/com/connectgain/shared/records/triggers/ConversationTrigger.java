package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** Conversations: read and unread, open and closed, and when something is due next. */
final class ConversationTrigger implements Trigger {

    private static final String UNREAD = "unread_count";
    private static final String LAST_READ = "last_read_at";
    private static final String NEXT_ACTION = "next_action_at";
    private static final String DEADLINE = "sla_deadline";
    private static final String SETTINGS = "reengagement_settings";
    private static final Set<String> DONE = Set.of("CLOSED", "RESOLVED");
    private static final Set<String> NUDGED = Set.of("FB_MESSENGER", "INSTAGRAM");

    private static final List<String> MEASURED_BY =
            List.of("status", "waiting_since", "priority", "channel_account_id");

    private static final List<String> PLANNED_BY = List.of(
            "snoozed_until", DEADLINE, "sla_breached_at", "last_user_message_at", "reengagement_enabled", "status");

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        row.put(UNREAD, 0);
        row.put("opened_at", transaction.writing().timestamp());
        stampClosing(transaction, row);
        Inbox.mark(row);
        if (!row.hasNonNull(DEADLINE)) {
            Cells.put(row, DEADLINE, ResponseTargets.deadline(transaction, row));
        }
        row.set(NEXT_ACTION, nextAction(transaction, row));
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (Cells.changed(before, after, LAST_READ)) {
            after.put(UNREAD, Inbox.count(transaction.writing(), after));
        } else if (transaction.writing().names(UNREAD) && Cells.changed(before, after, UNREAD)) {
            markRead(transaction, after);
        }
        if (Cells.changed(before, after, "status")) {
            if (DONE.contains(before.text("status"))) {
                after.put("opened_at", transaction.writing().timestamp());
            }
            stampClosing(transaction, after);
        }
        boolean measured = MEASURED_BY.stream().anyMatch(column -> Cells.changed(before, after, column));
        if (measured && !Cells.changed(before, after, DEADLINE)) {
            Cells.put(after, DEADLINE, ResponseTargets.deadline(transaction, after));
        }
        boolean enabled = after.path("reengagement_enabled").asBoolean();
        if (enabled && !before.is("reengagement_enabled")) {
            after.put("reengagement_strikes", 0);
        }
        Inbox.mark(after);
        boolean planned = Cells.changed(before, after, NEXT_ACTION);
        if (!planned && PLANNED_BY.stream().anyMatch(column -> Cells.changed(before, after, column))) {
            after.set(NEXT_ACTION, nextAction(transaction, after));
        }
    }

    private static void markRead(Transaction transaction, ObjectNode row) {
        if (row.path(UNREAD).asInt() != 0) {
            throw Problem.badRequest("unread_count is counted from last_read_at: set that, or 0 to mark as read");
        }
        Instant last = Cells.instant(row, "last_message_at");
        Instant now = transaction.writing().now();
        Cells.put(row, LAST_READ, last != null && last.isAfter(now) ? last : now);
    }

    private static void stampClosing(Transaction transaction, ObjectNode row) {
        if (!DONE.contains(row.path("status").asText())) {
            row.putNull("closed_at");
            return;
        }
        row.putNull("waiting_since");
        if (!row.hasNonNull("closed_at")) {
            row.put("closed_at", transaction.writing().timestamp());
        }
    }

    private static JsonNode nextAction(Transaction transaction, ObjectNode row) {
        ObjectNode earliest = Json.object();
        Stream.of(Cells.instant(row, "snoozed_until"), deadline(row), nudge(transaction, row))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .ifPresentOrElse(at -> Cells.put(earliest, NEXT_ACTION, at), () -> earliest.putNull(NEXT_ACTION));
        return earliest.get(NEXT_ACTION);
    }

    /** Unless it was missed already: then there is nothing left to wait for. */
    private static Instant deadline(ObjectNode row) {
        Instant deadline = Cells.instant(row, DEADLINE);
        boolean over = deadline == null
                || DONE.contains(row.path("status").asText())
                || deadline.equals(Cells.instant(row, "sla_breached_at"));
        return over ? null : deadline;
    }

    /** When silence after the customer's last message calls for a nudge: on Meta's channels, while a window is open. */
    private static Instant nudge(Transaction transaction, ObjectNode row) {
        Instant last = Cells.instant(row, "last_user_message_at");
        boolean wanted = last != null
                && row.path("status").asText().equals("OPEN")
                && row.path("reengagement_enabled").asBoolean();
        if (!wanted) {
            return null;
        }
        String type = transaction
                .find("channel_accounts", Cells.text(row, "channel_account_id"))
                .map(account -> account.text("type"))
                .orElse("");
        if (!NUDGED.contains(type)) {
            return null;
        }
        ObjectNode organization =
                Json.object().put("organization_id", transaction.writing().tenant());
        return transaction
                .holder(SETTINGS, "reengagement_settings_organization_id_key", organization, Json.object())
                .filter(settings -> settings.is("enabled") && lists(settings.get("channels"), type))
                .map(settings -> last.plus(
                        Duration.ofHours(settings.get("threshold_hours").asLong())))
                .orElse(null);
    }

    private static boolean lists(JsonNode values, String wanted) {
        for (JsonNode value : values) {
            if (value.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
