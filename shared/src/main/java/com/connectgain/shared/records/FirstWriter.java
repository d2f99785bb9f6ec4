package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.records.Records.Fresh;
import com.connectgain.shared.records.Records.Inserted;
import com.connectgain.shared.store.Claim;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Inserts a row that no other writer inserts at the same time, for tables that allow the same thing twice. Who looks
 * for the row first and then inserts it here makes one row, however many do.
 */
public final class FirstWriter {

    /** Longer than any request runs, and than an index lags: after it, everybody finds the row by looking. */
    private static final Duration RACE = Duration.ofHours(1);

    private static final int ATTEMPTS = 20;

    private final Store store;
    private final Records records;

    public FirstWriter(Store store, Records records) {
        this.store = store;
        this.records = records;
    }

    /**
     * The row, and whether this call made it.
     *
     * @param followers what was written with a new row, in the order sent
     */
    public record Found(Row row, boolean isNew, List<Row> followers) {

        public Found(Row row, boolean isNew) {
            this(row, isNew, List.of());
        }
    }

    /**
     * A row that refers to a new one, and is written with it or not at all.
     *
     * @param name what it is known by from then on
     */
    public record Follower(String table, ObjectNode values, String name) {}

    /**
     * @param names what the row is known by; one that is held by a row in {@code isSame} makes that row the answer
     * @param isSame whether a row that holds a name is still what it was named for
     */
    public Found insert(
            Writing writing, String tableName, ObjectNode values, List<String> names, Predicate<Row> isSame) {
        return insert(writing, tableName, values, names, isSame, List.of());
    }

    /** As {@link #insert}, with rows that a new one brings along; a row that was there is answered without. */
    public Found insert(
            Writing writing,
            String tableName,
            ObjectNode values,
            List<String> names,
            Predicate<Row> isSame,
            List<Follower> followers) {
        Table table = store.table(tableName);
        Map<String, RowKey> lapsed = new HashMap<>();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Fresh> fresh = new ArrayList<>();
            fresh.add(new Fresh(tableName, values, claims(writing, tableName, names, lapsed)));
            followers.forEach(follower -> fresh.add(new Fresh(
                    follower.table(),
                    follower.values(),
                    claims(writing, follower.table(), List.of(follower.name()), lapsed))));
            switch (records.tryInsert(writing, fresh)) {
                case Inserted.Done(var rows) -> {
                    return new Found(rows.getFirst(), true, rows.subList(1, rows.size()));
                }
                case Inserted.Refused(var clash) -> {
                    Optional<Row> holder = store.findAll(table, List.of(clash.holder())).stream()
                            .filter(isSame)
                            .findFirst();
                    if (holder.isPresent()) {
                        return new Found(holder.get(), false);
                    }
                    lapsed.put(clash.constraint(), clash.holder());
                }
            }
        }
        throw new StoreBusyException("too many writers of one row");
    }

    /** By its hash: a claim outlives its row by a while, what somebody is known by must not. */
    private static List<Claim> claims(
            Writing writing, String tableName, List<String> names, Map<String, RowKey> lapsed) {
        Instant expires = writing.now().plus(RACE);
        return names.stream()
                .distinct()
                .map(name -> writing.tenant() + "#" + tableName + "#" + Hashes.sha256Hex(name))
                .map(name -> new Claim(name, lapsed.get(name), expires))
                .toList();
    }
}
