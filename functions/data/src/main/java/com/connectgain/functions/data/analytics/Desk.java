package com.connectgain.functions.data.analytics;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.postgrest.run.ChannelAccess;
import com.connectgain.shared.postgrest.run.ReadableRows;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** The rows that the figures of one dashboard share: each is read once, and only those that the caller may see. */
final class Desk {

    private final Store store;
    private final Caller caller;
    private final Ledger ledger;
    private final ReadableRows readable;
    private final boolean limited;
    private final ZoneId zone;
    private final Instant now;
    private final Map<String, List<Row>> read = new HashMap<>();

    Desk(Store store, Caller caller, ZoneId zone, Instant now) {
        this.store = store;
        this.caller = caller;
        this.ledger = new Ledger(store, caller.organization());
        this.readable = new ReadableRows(caller, store);
        this.limited = new ChannelAccess(caller, store).isLimited();
        this.zone = zone;
        this.now = now;
    }

    void require(Permission permission) {
        caller.require(permission);
    }

    Ledger ledger() {
        return ledger;
    }

    ZoneId zone() {
        return zone;
    }

    Instant now() {
        return now;
    }

    boolean reads(String table) {
        return !readable.isClosed(store.table(table));
    }

    List<Row> newest(String table, int limit) {
        return reads(table)
                ? ledger.newest(table, limit).stream().filter(readable::include).toList()
                : List.of();
    }

    List<Row> messages(Period period) {
        return once("messages" + period, () -> ledger.messages(period));
    }

    List<Row> created(String table, Period period) {
        return once(table + period, () -> ledger.created(table, period));
    }

    List<Row> all(String table) {
        return once(table, () -> ledger.all(table));
    }

    List<Row> unanswered() {
        return once("unanswered", ledger::unanswered);
    }

    private List<Row> once(String name, Supplier<List<Row>> reading) {
        return read.computeIfAbsent(
                name, unread -> reading.get().stream().filter(readable::include).toList());
    }

    /** Counted in the lean index where the caller sees all conversations. */
    long openConversations() {
        AccessPath.Equal open = new AccessPath.Equal("status", "OPEN");
        return limited
                ? once("open", () -> ledger.where("conversations", "status", "OPEN"))
                        .size()
                : store.count(store.table("conversations"), caller.organization(), open);
    }

    long attention(String kind) {
        AccessPath.Posted path = new AccessPath.Posted("attention", kind);
        return limited
                ? once(kind, () -> store.readAll(store.table("conversations"), caller.organization(), path))
                        .size()
                : store.count(store.table("conversations"), caller.organization(), path);
    }
}
