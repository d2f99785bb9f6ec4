package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.events.EventNames;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which webhooks hear an event. */
public final class Subscriptions {

    private static final String TABLE = "webhook_configurations";

    private final Store store;

    Subscriptions(Store store) {
        this.store = store;
    }

    /** @param heard what an organization's rows wait for, as the store tells */
    public static boolean isHeard(Map<String, Set<String>> heard, String type) {
        return heard.getOrDefault(TABLE, Set.of()).stream().anyMatch(name -> EventNames.means(name, type));
    }

    /** The ids of the organization's active webhooks that subscribe to events of this type. */
    List<String> of(String organization, String type) {
        return store.readAll(store.table(TABLE), organization, new AccessPath.Whole()).stream()
                .filter(webhook -> webhook.is("is_active") && hears(webhook, type))
                .map(Row::id)
                .toList();
    }

    private static boolean hears(Row webhook, String type) {
        return webhook.get("events")
                .valueStream()
                .anyMatch(name -> EventNames.means(name.asText().strip(), type));
    }
}
