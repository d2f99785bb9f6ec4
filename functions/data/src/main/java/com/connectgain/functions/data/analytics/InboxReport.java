package com.connectgain.functions.data.analytics;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;

/** How the inbox is doing: what was answered and closed in the period, and what waits now. */
final class InboxReport {

    private InboxReport() {}

    static ObjectNode of(Ledger ledger, Period period, Instant now) {
        Responses responses = ledger.responses(period, now);
        return Json.object()
                .put("average_response_time", responses.averageHours() + " hours")
                .put("sla_compliance", responses.compliance())
                .put("resolved_conversations", resolved(ledger, period))
                .put("unassigned_messages", unassigned(ledger))
                .put("overdue_conversations", overdue(ledger, now));
    }

    private static long resolved(Ledger ledger, Period period) {
        return Stream.of("CLOSED", "RESOLVED")
                .flatMap(status -> ledger.where("conversations", "status", status).stream())
                .filter(row -> row.instant("closed_at").filter(period::contains).isPresent())
                .count();
    }

    private static long unassigned(Ledger ledger) {
        return ledger.where("conversations", "status", "OPEN").stream()
                .filter(row -> row.find("assignee_id").isEmpty())
                .count();
    }

    private static long overdue(Ledger ledger, Instant now) {
        Duration target = ledger.target();
        return ledger.unanswered().stream()
                .filter(row -> isOlder(row, now.minus(target)))
                .count();
    }

    private static boolean isOlder(Row conversation, Instant moment) {
        return conversation
                .instant("last_message_at")
                .filter(at -> at.isBefore(moment))
                .isPresent();
    }
}
