package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Row security for functions that read the store themselves: which rows a caller may see. Made per request. */
public final class ReadableRows {

    private static final String CONVERSATION = "conversation_id";
    private static final String MESSAGES = "messages";

    private final RowSecurity security;
    private final ChannelAccess channels;
    private final Map<String, Boolean> conversations = new ConcurrentHashMap<>();

    public ReadableRows(Caller caller, Store store) {
        this.security = new RowSecurity(caller, store);
        this.channels = new ChannelAccess(caller, store);
    }

    /** Whether there is nothing for the caller in this table, so that reading it would be for nothing. */
    public boolean isClosed(Table table) {
        return security.reachesNothing(table.access().read());
    }

    public boolean include(Row row) {
        Table table = row.table();
        if (!security.covers(table.access().read(), row.values())) {
            return false;
        }
        if (table.name().equals(MESSAGES) && row.find(CONVERSATION).isPresent()) {
            // Many messages share a conversation, and each would have it read again.
            return conversations.computeIfAbsent(
                    row.text(CONVERSATION), conversation -> channels.cover(table, row.values()));
        }
        return channels.cover(table, row.values());
    }
}
