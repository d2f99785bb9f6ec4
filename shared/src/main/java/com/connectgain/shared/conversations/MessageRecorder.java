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
import java.util.List;
import java.util.Optional;

/**
 * Writes messages into their conversation, each once: a message that has an {@code external_id} is the same message
 * whenever it comes with it again on the same channel.
 */
public final class MessageRecorder {

    private static final String MESSAGES = "messages";
    private static final String CHANNEL = "channel_account_id";
    private static final String EXTERNAL_ID = "external_id";
    private static final String ONCE = "messages_channel_account_id_external_id_key";

    private final Store store;
    private final Table table;
    private final FirstWriter first;

    public MessageRecorder(Store store, Records records) {
        this.store = store;
        this.table = store.table(MESSAGES);
        this.first = new FirstWriter(store, records);
    }

    /**
     * The message that was recorded under an external id.
     *
     * @param channelId null where the sender did not say: then the id counts for the whole organization
     */
    public Optional<Row> recorded(String tenant, String channelId, String externalId) {
        if (channelId != null) {
            ObjectNode values = Json.object().put(CHANNEL, channelId).put(EXTERNAL_ID, externalId);
            return store.findUnique(table, tenant, ONCE, values);
        }
        Slice latest =
                Slice.of(new AccessPath.Equal(EXTERNAL_ID, externalId), 1).newestFirst();
        return store.read(table, tenant, latest).rows().stream()
                .filter(row -> externalId.equals(row.text(EXTERNAL_ID)))
                .findFirst();
    }

    /**
     * Records a message, or finds that it was.
     *
     * @param values columns of the message, but where it belongs
     * @param channelId the channel that the sender named, or null
     */
    public Found record(Writing writing, Row conversation, String channelId, ObjectNode values) {
        ObjectNode message = values.deepCopy().put("conversation_id", conversation.id());
        message.set("contact_id", conversation.get("contact_id"));
        message.set(CHANNEL, conversation.get(CHANNEL));
        String externalId = message.path(EXTERNAL_ID).asText(null);
        // Where a channel was named the table's own constraint decides; it knows none that is null or was guessed.
        List<String> names = externalId == null || channelId != null ? List.of() : List.of(externalId);
        return first.insert(
                writing,
                MESSAGES,
                message,
                names,
                row -> row.find(EXTERNAL_ID).equals(Optional.ofNullable(externalId)));
    }
}
