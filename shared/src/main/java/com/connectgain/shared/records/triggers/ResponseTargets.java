package com.connectgain.shared.records.triggers;

import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.time.BusinessHours;
import com.connectgain.shared.time.Zones;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** By when {@code sla_rules} want something done in a conversation; the first active rule that fits it applies. */
final class ResponseTargets {

    private static final Set<String> OVER = Set.of("CLOSED", "RESOLVED");
    private static final String FIRST = "first_response_minutes";

    private static final Comparator<Row> IN_ORDER =
            Comparator.comparingInt((Row rule) -> rule.get("position").asInt()).thenComparing(Row::id);

    private ResponseTargets() {}

    /** The answer that the contact waits for, or the end of the conversation, whichever is due first; null for never. */
    static Instant deadline(Transaction transaction, ObjectNode conversation) {
        if (OVER.contains(conversation.path("status").asText())) {
            return null;
        }
        Optional<Row> rule = transaction.writing().lookups().all("sla_rules").stream()
                .filter(row -> row.is("is_active") && "CONVERSATION".equals(row.text("applies_to")))
                .sorted(IN_ORDER)
                .filter(row -> fits(transaction, row, conversation))
                .findFirst();
        if (rule.isEmpty()) {
            return null;
        }
        return Stream.of(
                        due(transaction, rule.get(), response(rule.get(), conversation), conversation, "waiting_since"),
                        due(transaction, rule.get(), rule.get().get("resolution_minutes"), conversation, "opened_at"))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }

    private static boolean fits(Transaction transaction, Row rule, ObjectNode conversation) {
        String priority = rule.text("priority");
        if (priority != null && !priority.equals(Cells.text(conversation, "priority"))) {
            return false;
        }
        JsonNode types = rule.get("channel_types");
        if (types.isEmpty()) {
            return true;
        }
        return transaction
                .find("channel_accounts", Cells.text(conversation, "channel_account_id"))
                .filter(account -> types.valueStream().anyMatch(type -> type.equals(account.get("type"))))
                .isPresent();
    }

    /** A rule that says nothing of later answers means every answer. */
    private static JsonNode response(Row rule, ObjectNode conversation) {
        JsonNode next = rule.get("next_response_minutes");
        return conversation.hasNonNull("first_response_at") && next.isNumber() ? next : rule.get(FIRST);
    }

    private static Instant due(
            Transaction transaction, Row rule, JsonNode minutes, ObjectNode conversation, String since) {
        Instant begin = Cells.instant(conversation, since);
        if (begin == null || !minutes.isNumber()) {
            return null;
        }
        // Clocks that always run need no zone, and so no row of the organization.
        BusinessHours hours = rule.is("business_hours_only")
                ? BusinessHours.of(
                        rule, Zones.of(transaction.writing().lookups().organization()))
                : BusinessHours.unlimited();
        return hours.after(begin, Duration.ofMinutes(minutes.asLong()));
    }
}
