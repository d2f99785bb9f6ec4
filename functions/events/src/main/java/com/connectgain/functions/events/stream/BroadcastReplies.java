package com.connectgain.functions.events.stream;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.lambda.RowChange;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a message answers a campaign: its contact was sent one within the last 72 hours. Only the first message after
 * it counts; what follows is conversation.
 */
final class BroadcastReplies {

    private static final Duration WINDOW = Duration.ofHours(72);
    private static final Set<String> ARRIVED = Set.of("SENT", "DELIVERED", "READ");
    private static final int RECENT = 10;

    private final Store store;

    BroadcastReplies(Store store) {
        this.store = store;
    }

    /** What the event tells of the campaign; empty when this message answers none. */
    Optional<ObjectNode> find(RowChange change, RowPair message) {
        String contact = message.text("contact_id");
        if (!message.isNew() || !message.text("direction").equals("INBOUND") || contact.isEmpty()) {
            return Optional.empty();
        }
        Instant at = EventMaker.moment(change, message);
        return store
                .read(
                        store.table("notification_logs"),
                        change.tenant(),
                        Slice.of(new AccessPath.Equal("contact_id", contact), RECENT)
                                .newestFirst())
                .rows()
                .stream()
                .filter(log -> ARRIVED.contains(log.text("status")) && isWithin(log, at))
                .findFirst()
                .filter(log -> isFirstAnswer(change, log, at))
                .map(log -> campaign(change.tenant(), log.text("campaign_id")));
    }

    private static boolean isWithin(Row log, Instant at) {
        return log.instant("sent_at")
                .filter(sent -> !sent.isAfter(at) && sent.plus(WINDOW).isAfter(at))
                .isPresent();
    }

    /** The claim remembers by whom it was made, so that a repeated record finds the same answer. */
    private boolean isFirstAnswer(RowChange change, Row log, Instant at) {
        String key = "broadcast-response#" + log.organization() + "#" + log.id();
        ObjectNode claim = Json.object().put("by", change.eventId());
        return store.operations()
                .claim(key, claim, at.plus(WINDOW).plus(WINDOW))
                .map(claim::equals)
                .orElse(true);
    }

    private ObjectNode campaign(String tenant, String id) {
        ObjectNode told = Json.object().put("campaign_id", id);
        store.find("campaigns", tenant, id)
                .ifPresentOrElse(
                        campaign -> told.set("campaign_name", campaign.get("name")),
                        () -> told.putNull("campaign_name"));
        return told;
    }
}
