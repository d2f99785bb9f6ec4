package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Set;

/** Which webhooks hear an event. */
final class Subscriptions {

    /** The older name of both directions of messages; delivered events have their real names. */
    private static final String ANY_MESSAGE = "message.created";

    private static final Set<String> MESSAGES = Set.of("message.received", "message.sent");
    private static final String EVERYTHING = "*";

    private final Store store;

    Subscriptions(Store store) {
        this.store = store;
    }

    /** The ids of the organization's active webhooks that subscribe to events of this type. */
    List<String> of(String organization, String type) {
        return store.readAll(store.table("webhook_configurations"), organization, new AccessPath.Whole()).stream()
                .filter(webhook -> webhook.is("is_active") && hears(webhook, type))
                .map(Row::id)
                .toList();
    }

    private static boolean hears(Row webhook, String type) {
        for (JsonNode event : webhook.get("events")) {
            String name = event.asText().strip();
            if (name.equals(type) || name.equals(EVERYTHING) || name.equals(ANY_MESSAGE) && MESSAGES.contains(type)) {
                return true;
            }
        }
        return false;
    }
}
