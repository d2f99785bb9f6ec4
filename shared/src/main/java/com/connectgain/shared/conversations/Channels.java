package com.connectgain.shared.conversations;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The channel accounts of an organization, and which of them stands for a message that names none. */
public final class Channels {

    private static final Set<String> WHATSAPP = Set.of("WHATSAPP_LITE", "WHATSAPP_CLOUD");

    /** Accounts are made by hand: nobody has this many. */
    private static final int LATEST = 100;

    private static final Comparator<Row> PREFERRED_FIRST = Comparator.comparing(
                    (Row row) -> !WHATSAPP.contains(row.text("type")))
            .thenComparing(row -> row.text("created_at"), Comparator.reverseOrder())
            .thenComparing(Row::id, Comparator.reverseOrder());

    private final Store store;

    public Channels(Store store) {
        this.store = store;
    }

    public Optional<Row> find(String tenant, String id) {
        return store.find("channel_accounts", tenant, id);
    }

    /** The latest active WhatsApp account, else the latest active one of any kind. */
    public Optional<Row> usual(String tenant) {
        Slice active =
                Slice.of(new AccessPath.Equal("is_active", "true"), LATEST).newestFirst();
        List<Row> rows =
                store.read(store.table("channel_accounts"), tenant, active).rows();
        return rows.stream().filter(row -> row.is("is_active")).min(PREFERRED_FIRST);
    }
}
