package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.sql.LeftOut;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The surroundings of one write.
 *
 * @param tenant the organization, or {@link Store#GLOBAL}
 * @param userId who writes; null for keys, workers and the server itself
 * @param named the columns that a client named; empty when a function writes, which says what it means
 * @param reason why, in the words of histories ({@code Auto-reassigned}); null for the usual words
 * @param causes the automations that led to the write, oldest first; empty when somebody acts
 * @param lookups what new rows take their values from, read once for all of them
 * @param disclosure what the answer to the write may show once
 */
public record Writing(
        Store store,
        String tenant,
        String userId,
        Instant now,
        Set<String> named,
        String reason,
        List<String> causes,
        Lookups lookups,
        Disclosure disclosure) {

    public Writing(Store store, String tenant, String userId, Instant now) {
        this(store, tenant, userId, now, Set.of(), null, List.of(), new Lookups(store, tenant), new Disclosure());
    }

    public Writing naming(Set<String> columns) {
        return new Writing(store, tenant, userId, now, Set.copyOf(columns), reason, causes, lookups, disclosure);
    }

    public Writing because(String why) {
        return new Writing(store, tenant, userId, now, named, why, causes, lookups, disclosure);
    }

    /** As a chain of automations writes. */
    public Writing causedBy(List<String> automations) {
        return new Writing(store, tenant, userId, now, named, reason, List.copyOf(automations), lookups, disclosure);
    }

    /** As part of a request whose answer shows what all its writes disclose. */
    public Writing disclosing(Disclosure shown) {
        return new Writing(store, tenant, userId, now, named, reason, causes, lookups, shown);
    }

    public boolean names(String column) {
        return named.contains(column);
    }

    /** Whether a client writes, rather than a function that knows what it does. */
    public boolean isClients() {
        return !named.isEmpty();
    }

    /** The {@code nanoTime} at which the request began to write. */
    long began() {
        return lookups.began();
    }

    public String timestamp() {
        return DateTimes.print(now);
    }

    public String newId() {
        return Ids.at(now.toEpochMilli());
    }

    /** A row that nobody sent: with its tenant, and what stands in the columns that {@code values} leave out. */
    ObjectNode complete(Table table, ObjectNode values) {
        ObjectNode owned = values.deepCopy();
        if (table.scope() == Table.Scope.ORGANIZATION) {
            owned.put("organization_id", tenant);
        }
        return new LeftOut(now, this::newId, userId).complete(table, owned);
    }
}
