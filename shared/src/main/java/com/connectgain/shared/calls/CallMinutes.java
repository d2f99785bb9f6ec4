package com.connectgain.shared.calls;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Optional;

/** The minutes of recorded calls that an organization has used this calendar month, in UTC, and may use. */
public final class CallMinutes {

    private static final int PAGE = 500;
    private static final int SECONDS = 60;

    private final Store store;
    private final Clock clock;

    public CallMinutes(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * One month's account.
     *
     * @param limit null when nothing limits it
     */
    public record Account(long used, Long limit, long bonus) {

        /** What is left; null when nothing limits it. */
        public Long remaining() {
            return limit == null ? null : Math.max(0, limit + bonus - used);
        }

        public boolean has(long minutes) {
            return limit == null || limit + bonus - used >= minutes;
        }
    }

    public Account of(String organizationId) {
        YearMonth month = YearMonth.from(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        Optional<Row> quota = store.findUnique(
                store.table("call_minutes_quota"),
                organizationId,
                "call_minutes_quota_month_key",
                Json.object().put("month", month.toString()));
        return quota.map(row -> new Account(
                        row.get("used_minutes").asLong(),
                        row.get("limit_minutes").asLong(),
                        row.get("bonus_minutes").asLong()))
                .orElseGet(() -> new Account(minutes(organizationId, month), limit(organizationId), 0));
    }

    /** Before the first accounted call of a month, what its records say. */
    private long minutes(String organizationId, YearMonth month) {
        Table table = store.table("call_records");
        Slice slice = Slice.of(new AccessPath.Active(), PAGE).between(start(month), start(month.plusMonths(1)));
        long seconds = 0;
        Page page;
        do {
            page = store.read(table, organizationId, slice);
            seconds += page.rows().stream()
                    .mapToLong(row -> row.get("duration_seconds").asLong())
                    .sum();
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        return Math.ceilDiv(seconds, SECONDS);
    }

    private static String start(YearMonth month) {
        return DateTimes.print(month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC));
    }

    private Long limit(String organizationId) {
        JsonNode own = single("call_intelligence_settings", organizationId)
                .map(settings -> settings.get("monthly_minutes_limit"))
                .orElse(Json.nodes().nullNode());
        if (own.isNumber()) {
            return own.asLong();
        }
        return single("subscriptions", organizationId)
                .flatMap(subscription -> store.findUnique(
                        store.table("plans"),
                        Store.GLOBAL,
                        "plans_code_key",
                        Json.object().put("code", subscription.text("plan"))))
                .map(plan -> plan.get("monthly_call_minutes"))
                .filter(JsonNode::isNumber)
                .map(JsonNode::asLong)
                .orElse(null);
    }

    private Optional<Row> single(String table, String organizationId) {
        return store.findUnique(
                store.table(table),
                organizationId,
                table + "_organization_id_key",
                Json.object().put("organization_id", organizationId));
    }
}
