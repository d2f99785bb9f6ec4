package com.connectgain.functions.data.analytics;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of one organization that figures are made of. A period too full to be read is refused, not cut short. */
final class Ledger {

    private static final int PAGE = 1_000;
    private static final int MOST_ROWS = 50_000;
    private static final Duration DEFAULT_TARGET = Duration.ofHours(24);

    private final Store store;
    private final String organization;

    Ledger(Store store, String organization) {
        this.store = store;
        this.organization = organization;
    }

    long created(String table, Period period) {
        return store.countCreated(store.table(table), organization, period.from(), period.to());
    }

    long createdUntil(String table, Period period) {
        return store.countCreated(store.table(table), organization, null, period.to());
    }

    List<Row> messages(Period period) {
        return rows("messages", Slice.of(new AccessPath.Created(), PAGE).between(period.from(), period.to()));
    }

    List<Row> all(String table) {
        return rows(table, Slice.of(new AccessPath.Whole(), PAGE));
    }

    List<Row> where(String table, String column, String value) {
        return rows(table, Slice.of(new AccessPath.Equal(column, value), PAGE));
    }

    List<Row> unanswered() {
        return rows("conversations", Slice.of(new AccessPath.Posted("attention", "UNANSWERED"), PAGE));
    }

    private List<Row> rows(String tableName, Slice first) {
        Table table = store.table(tableName);
        List<Row> rows = new ArrayList<>();
        Slice slice = first;
        Page page;
        do {
            page = store.read(table, organization, slice);
            rows.addAll(page.rows());
            if (rows.size() > MOST_ROWS) {
                throw Problem.of(413, "54000", "The period has more than " + MOST_ROWS + " " + tableName)
                        .withHint("Ask for a shorter period.");
            }
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        return rows;
    }

    Responses responses(Period period, Instant now) {
        Instant until = period.end().isBefore(now) ? period.end() : now;
        return Responses.of(messages(period), target(), until);
    }

    /** What the first active rule demands; without one, a day. */
    Duration target() {
        return all("sla_rules").stream()
                .filter(rule -> rule.is("is_active") && "CONVERSATION".equals(rule.text("applies_to")))
                .filter(rule -> rule.get("first_response_minutes").isNumber())
                .min(Comparator.comparingInt((Row rule) -> rule.get("position").asInt())
                        .thenComparing(Row::id))
                .map(rule ->
                        Duration.ofMinutes(rule.get("first_response_minutes").asLong()))
                .orElse(DEFAULT_TARGET);
    }
}
