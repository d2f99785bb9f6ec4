package com.connectgain.functions.data.analytics;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The rows of one organization that figures are made of. A period too full to be read is refused, not cut short. */
final class Ledger {

    private static final Duration DEFAULT_TARGET = Duration.ofHours(24);

    private final Store store;
    private final String organization;

    Ledger(Store store, String organization) {
        this.store = store;
        this.organization = organization;
    }

    /** Every figure may take as much as the cap: a report is not refused for having several. */
    private CappedReading reading() {
        return new CappedReading(store, organization, "Ask for a shorter period.");
    }

    long count(String table) {
        return store.count(store.table(table), organization);
    }

    /** The newest rows, at most {@code limit}. */
    List<Row> newest(String table, int limit) {
        Slice slice = Slice.of(new AccessPath.Created(), limit).newestFirst();
        return store.read(store.table(table), organization, slice).rows();
    }

    long countCreated(String table, Period period) {
        return store.countCreated(store.table(table), organization, period.from(), period.to());
    }

    long countCreatedUntil(String table, Period period) {
        return store.countCreated(store.table(table), organization, null, period.to());
    }

    List<Row> messages(Period period) {
        return created("messages", period);
    }

    /** The rows that came to be in the period. */
    List<Row> created(String table, Period period) {
        return reading().created(table, period.from(), period.to());
    }

    Table table(String name) {
        return store.table(name);
    }

    List<Row> find(String table, Collection<String> ids) {
        return store.findAll(store.table(table), organization, ids);
    }

    /** The bookings that begin from now on, the next one first. */
    List<Row> comingBookings(Instant now) {
        Slice coming = Slice.of(new AccessPath.Active(), 1_000).between(DateTimes.print(now), AccessPath.NO_ACTIVITY);
        return reading().rows("bookings", coming);
    }

    List<Row> all(String table) {
        return reading().all(table);
    }

    List<Row> where(String table, String column, String value) {
        return reading().rows(table, new AccessPath.Equal(column, value));
    }

    List<Row> unanswered() {
        return reading().rows("conversations", new AccessPath.Posted("attention", "UNANSWERED"));
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
