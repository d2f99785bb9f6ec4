package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.run.ChannelAccess;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/** {@code get_unanswered_conversations_count}: how many open conversations wait for an answer, as a bare number. */
public final class UnansweredCount implements Procedure {

    private final Store store;

    public UnansweredCount(Store store) {
        this.store = store;
    }

    @Override
    public Set<String> parameters() {
        return Set.of();
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        if (!caller.may(Permission.CAN_READ_MESSAGES)) {
            return Json.nodes().numberNode(0);
        }
        Table table = store.table("conversations");
        AccessPath.Posted unanswered = new AccessPath.Posted("attention", "UNANSWERED");
        ChannelAccess channels = new ChannelAccess(caller, store);
        long count = channels.isLimited()
                ? store.readAll(table, caller.organization(), unanswered).stream()
                        .filter(row -> channels.includes(row.get("channel_account_id")))
                        .count()
                : store.count(table, caller.organization(), unanswered);
        return Json.nodes().numberNode(count);
    }
}
