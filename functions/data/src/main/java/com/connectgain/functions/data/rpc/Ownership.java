package com.connectgain.functions.data.rpc;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;

/**
 * A stretch of a deal's life with one owner, or with none.
 *
 * @param owner null while nobody had the deal
 * @param time until now, or until the deal was decided, for the one that goes on
 */
record Ownership(Row history, Row deal, String owner, Duration time) {

    private static final BigDecimal SECONDS_PER_DAY =
            BigDecimal.valueOf(Duration.ofDays(1).toSeconds());

    static Ownership of(Row history, Row deal, Instant now) {
        Instant since = history.instant("changed_at").orElseThrow();
        Instant until = history.instant("ended_at").orElseGet(() -> end(deal, now));
        Duration time = until.isAfter(since) ? Duration.between(since, until) : Duration.ZERO;
        return new Ownership(history, deal, history.text("owner_id"), time);
    }

    private static Instant end(Row deal, Instant now) {
        return deal.instant("won_at").or(() -> deal.instant("lost_at")).orElse(now);
    }

    boolean isCurrent() {
        return history.find("ended_at").isEmpty();
    }

    /** The first owner is no change of owner. */
    boolean isChange() {
        return !"Initial assignment".equals(history.text("change_reason"));
    }

    BigDecimal days() {
        return days(time, 1);
    }

    static BigDecimal days(Duration time, long parts) {
        return BigDecimal.valueOf(time.toSeconds())
                .divide(SECONDS_PER_DAY.multiply(BigDecimal.valueOf(parts)), 1, RoundingMode.HALF_UP);
    }

    ObjectNode json() {
        ObjectNode node = Json.object()
                .put("owner_id", owner)
                .put("from", history.text("changed_at"))
                .put("to", history.text("ended_at"))
                .put("days", days())
                .put("change_reason", history.text("change_reason"));
        node.set("changed_by", history.get("changed_by"));
        return node;
    }
}
