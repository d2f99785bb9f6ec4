package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.ChannelAccess;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** {@code get_conversation_unread_counts}: the conversations with something unread. Reads those and nothing else. */
public final class UnreadCounts implements Procedure {

    private final Store store;

    public UnreadCounts(Store store) {
        this.store = store;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        ArrayNode counts = Json.array();
        if (!caller.may(Permission.CAN_READ_MESSAGES)) {
            return counts;
        }
        ChannelAccess channels = new ChannelAccess(caller, store);
        AccessPath unread = new AccessPath.Posted("attention", "UNREAD");
        for (Row row : store.readAll(store.table("conversations"), caller.organization(), unread)) {
            int count = row.get("unread_count").asInt();
            if (count > 0 && channels.includes(row.get("channel_account_id"))) {
                counts.addObject().put("conversation_id", row.id()).put("unread_count", count);
            }
        }
        return counts;
    }
}
