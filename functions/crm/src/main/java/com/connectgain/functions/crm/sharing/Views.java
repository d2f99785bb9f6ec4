package com.connectgain.functions.crm.sharing;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.List;

/**
 * Counts the views of a link, each once. The number comes from a counter that any number of viewers may raise at the
 * same time; the row then takes the highest one there is, so that a crowd does not fight over the row.
 */
final class Views {

    private static final int LONGEST_AGENT = 500;

    private final Store store;
    private final Records records;
    private final Clock clock;

    Views(Store store, Records records, Clock clock) {
        this.store = store;
        this.records = records;
        this.clock = clock;
    }

    /** The number of this view. */
    long count(Row link, Request request) {
        Writing writing = new Writing(store, link.organization(), null, clock.instant());
        long number = store.operations().next("shared-views#" + link.organization() + "#" + link.id());
        records.update(
                writing, List.of(link), values -> raised(values, number, writing), row -> viewCount(row) < number);
        String agent = request.header("user-agent").orElse(null);
        records.insert(
                writing,
                "shared_content_views",
                Json.object()
                        .put("shared_content_id", link.id())
                        .put("viewed_at", writing.timestamp())
                        .put("ip_address", request.sourceIp())
                        .put(
                                "user_agent",
                                agent == null || agent.length() <= LONGEST_AGENT
                                        ? agent
                                        : agent.substring(0, LONGEST_AGENT)));
        return number;
    }

    private static ObjectNode raised(ObjectNode values, long number, Writing writing) {
        ObjectNode after = values.deepCopy();
        if (values.path("view_count").asLong() < number) {
            after.put("view_count", number).put("last_viewed_at", writing.timestamp());
        }
        return after;
    }

    private static long viewCount(Row row) {
        return row.get("view_count").asLong();
    }
}
