package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * How a webhook fares over all its deliveries. Its administrators are told when deliveries keep failing, and again when
 * it is paused because nothing has arrived for five days.
 */
final class Health {

    private static final Duration PATIENCE = Duration.ofDays(5);
    private static final int ALARMING_ATTEMPTS = 4;
    private static final String SINCE = "failing_since";

    private final Store store;
    private final Records records;
    private final Clock clock;

    Health(Store store, Records records, Clock clock) {
        this.store = store;
        this.records = records;
        this.clock = clock;
    }

    void note(Row webhook, Attempt attempt, int number) {
        if (attempt.succeeded()) {
            if (webhook.find(SINCE).isPresent()) {
                change(webhook, values -> values.putNull(SINCE));
            }
            return;
        }
        Instant now = clock.instant();
        Optional<Instant> since = webhook.instant(SINCE);
        if (since.isEmpty()) {
            change(webhook, values -> values.hasNonNull(SINCE) ? null : values.put(SINCE, DateTimes.print(now)));
        } else if (!since.get().plus(PATIENCE).isAfter(now)) {
            pause(webhook);
        } else if (number == ALARMING_ATTEMPTS) {
            warn(webhook, since.get());
        }
    }

    private void pause(Row webhook) {
        boolean[] paused = new boolean[1];
        change(webhook, values -> {
            paused[0] = values.path("is_active").asBoolean() && values.hasNonNull(SINCE);
            return paused[0]
                    ? values.put("is_active", false)
                            .put("paused_reason", "Nothing could be delivered for five days")
                            .put("updated_at", DateTimes.print(clock.instant()))
                    : null;
        });
        if (paused[0]) {
            notify(
                    webhook,
                    "webhook_paused",
                    "Webhook paused: " + webhook.text("name"),
                    "Nothing could be delivered to it for five days. Activate it again once its endpoint answers.");
        }
    }

    /** Once per spell of failures. */
    private void warn(Row webhook, Instant since) {
        String key = "webhook-warning#" + webhook.id() + "#" + since;
        if (store.operations().claim(key, clock.instant().plus(PATIENCE).plus(PATIENCE))) {
            notify(
                    webhook,
                    "webhook_failing",
                    "Webhook is failing: " + webhook.text("name"),
                    "Deliveries fail since " + since + ". They are tried again; the delivery log says why.");
        }
    }

    private void notify(Row webhook, String kind, String title, String body) {
        Writing writing = new Writing(store, webhook.organization(), null, clock.instant());
        for (String role : List.of("OWNER", "ADMIN")) {
            store.readAll(store.table("profiles"), webhook.organization(), new AccessPath.Equal("role", role)).stream()
                    .filter(member -> member.is("is_active"))
                    .forEach(member -> records.insert(
                            writing,
                            "notifications",
                            Json.object()
                                    .put("user_id", member.id())
                                    .put("kind", kind)
                                    .put("title", title)
                                    .put("body", body)
                                    .put("entity_type", "webhook_configurations")
                                    .put("entity_id", webhook.id())));
        }
    }

    private void change(Row webhook, UnaryOperator<ObjectNode> change) {
        store.change(webhook.table(), webhook.organization(), webhook.id(), change);
    }
}
