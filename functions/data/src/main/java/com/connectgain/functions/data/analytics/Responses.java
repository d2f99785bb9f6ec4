package com.connectgain.functions.data.analytics;

import com.connectgain.shared.store.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How long customers waited: from the first unanswered inbound message to the next outbound one of the conversation.
 *
 * @param waits the answered ones
 * @param overdue how many were not answered within the target and still are not
 */
record Responses(List<Duration> waits, long overdue, Duration target) {

    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    /** @param until when the waiting of the unanswered is looked at */
    static Responses of(List<Row> messages, Duration target, Instant until) {
        Map<String, Instant> waiting = new HashMap<>();
        List<Duration> waits = new ArrayList<>();
        List<Row> ordered = messages.stream()
                .sorted(Comparator.comparing((Row message) -> message.text("created_at"))
                        .thenComparing(Row::id))
                .toList();
        for (Row message : ordered) {
            String conversation = message.text("conversation_id");
            Instant at = message.instant("created_at").orElseThrow();
            if ("INBOUND".equals(message.text("direction"))) {
                waiting.putIfAbsent(conversation, at);
            } else {
                Instant since = waiting.remove(conversation);
                if (since != null) {
                    waits.add(Duration.between(since, at));
                }
            }
        }
        long overdue = waiting.values().stream()
                .filter(since -> since.plus(target).isBefore(until))
                .count();
        return new Responses(waits, overdue, target);
    }

    BigDecimal averageHours() {
        if (waits.isEmpty()) {
            return BigDecimal.ZERO;
        }
        long seconds = waits.stream().mapToLong(Duration::toSeconds).sum();
        return BigDecimal.valueOf(seconds)
                .divide(SECONDS_PER_HOUR.multiply(BigDecimal.valueOf(waits.size())), 1, RoundingMode.HALF_UP);
    }

    /** The share of answers within the target; all of them, when nobody asked. */
    BigDecimal compliance() {
        long kept = waits.stream().filter(wait -> wait.compareTo(target) <= 0).count();
        return Ratio.percent(kept, waits.size() + overdue, BigDecimal.valueOf(100));
    }
}
