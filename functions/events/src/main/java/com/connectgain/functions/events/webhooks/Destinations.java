package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.Optional;

/** Where deliveries go, as it is configured at the moment of sending. */
final class Destinations {

    private final Store store;
    private final Vault vault;

    Destinations(Store store, Vault vault) {
        this.store = store;
        this.vault = vault;
    }

    /** Empty when the webhook is gone or paused, or the channel names no address any more. */
    Optional<Destination> find(Delivery delivery) {
        if (delivery.webhook() == null) {
            return store.find("channel_accounts", delivery.organization(), delivery.channel())
                    .flatMap(account -> Destination.ofTakeover(account, vault));
        }
        return webhook(delivery.organization(), delivery.webhook())
                .filter(webhook -> webhook.is("is_active"))
                .map(this::of);
    }

    Optional<Row> webhook(String organization, String id) {
        return store.find("webhook_configurations", organization, id);
    }

    Destination of(Row webhook) {
        return Destination.of(webhook, vault);
    }
}
