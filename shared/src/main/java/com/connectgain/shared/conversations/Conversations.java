package com.connectgain.shared.conversations;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.FirstWriter;
import com.connectgain.shared.records.FirstWriter.Found;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The direct conversations of contacts: found, or begun so that two messages at once begin one. Comment threads are
 * conversations of their own and never met here.
 */
public final class Conversations {

    private static final String CONVERSATIONS = "conversations";
    private static final String CONTACT = "contact_id";
    private static final String CHANNEL = "channel_account_id";

    /** As many of a contact's latest conversations are looked at. */
    private static final int LATEST = 50;

    private static final Comparator<Row> LIVELIEST_FIRST = Comparator.comparing(Conversations::lastHeardOf)
            .thenComparing(Row::id)
            .reversed();

    private final Store store;
    private final Table table;
    private final FirstWriter first;

    public Conversations(Store store, Records records) {
        this.store = store;
        this.table = store.table(CONVERSATIONS);
        this.first = new FirstWriter(store, records);
    }

    /** A contact's conversations, the one that was heard of last in front. */
    public List<Row> of(String tenant, String contactId) {
        Slice latest =
                Slice.of(new AccessPath.Equal(CONTACT, contactId), LATEST).newestFirst();
        return store.read(table, tenant, latest).rows().stream()
                .filter(row -> contactId.equals(row.text(CONTACT)))
                .filter(Conversations::isDirect)
                .sorted(LIVELIEST_FIRST)
                .toList();
    }

    /** The one of these that goes on with a channel: the open one, else the latest, which may be closed. */
    public static Optional<Row> on(String channelId, List<Row> conversations) {
        List<Row> there = conversations.stream()
                .filter(row -> Objects.equals(row.text(CHANNEL), channelId))
                .toList();
        return there.stream()
                .filter(row -> "OPEN".equals(row.text("status")))
                .findFirst()
                .or(() -> there.stream().findFirst());
    }

    /**
     * A new conversation for two who were found to have none; the one of whoever was faster, if somebody was.
     *
     * @param channelId null where the organization has no channel
     */
    public Found begin(Writing writing, String contactId, String channelId) {
        ObjectNode values = Json.object().put(CONTACT, contactId).put(CHANNEL, channelId);
        // The table's own constraint knows no channel that is null, and the index that was looked at lags.
        List<String> names = List.of(contactId + "#" + channelId);
        return first.insert(
                writing,
                CONVERSATIONS,
                values,
                names,
                row -> isDirect(row)
                        && contactId.equals(row.text(CONTACT))
                        && Objects.equals(row.text(CHANNEL), channelId));
    }

    private static boolean isDirect(Row row) {
        return !row.get("metadata").path("is_comment_thread").asBoolean();
    }

    private static String lastHeardOf(Row row) {
        return row.find("last_message_at").orElseGet(() -> row.text("created_at"));
    }
}
