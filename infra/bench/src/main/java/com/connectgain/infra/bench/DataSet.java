package com.connectgain.infra.bench;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Footprint;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.Tables;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * An organization of a given number of contacts, as many messages, a conversation for every fifth contact and a company
 * for every hundredth. The
 * items are those that the store would write, in batches and without conditions: nobody else is writing.
 */
final class DataSet {

    /** One contact in two hundred is a John, whatever the size. */
    static final int FIRST_NAMES = 200;

    static final int LONG_CONVERSATION = 200;

    private static final int UNREAD = 20;

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int BATCH = 25;
    private static final int BATCHES_AT_ONCE = 4;
    private static final int PART = 5_000;

    private final Store store;
    private final Tables tables;
    private final DynamoDbClient dynamo;
    private final int contacts;
    final String organization = Ids.next();
    final List<String> contactIds;
    final List<String> conversationIds;
    private final List<String> companyIds;
    private final List<String> channelIds = ids(3);
    private final List<String> memberIds = ids(5);

    DataSet(Store store, Tables tables, DynamoDbClient dynamo, int contacts) {
        this.store = store;
        this.tables = tables;
        this.dynamo = dynamo;
        this.contacts = contacts;
        this.contactIds = ids(contacts);
        this.conversationIds = ids(contacts / 5);
        this.companyIds = ids(contacts / 100);
    }

    private static List<String> ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> Ids.next()).toList();
    }

    int contacts() {
        return contacts;
    }

    String member() {
        return memberIds.getFirst();
    }

    void load() {
        load("channel_accounts", channelIds, (row, i) -> {
            row.put("name", "Channel " + i).put("type", "WHATSAPP_LITE").put("is_active", true);
            row.putObject("settings");
        });
        load(
                "profiles",
                memberIds,
                (row, i) -> row.put("first_name", "Member " + i).put("email", "member" + i + "@example.com"));
        load("companies", companyIds, (row, i) -> row.put("name", "Company" + i + " Ltd"));
        load("contacts", contactIds, this::contact);
        load("conversations", conversationIds, this::conversation);
        load("messages", ids(conversationIds.size() + LONG_CONVERSATION), this::message);
    }

    private void contact(ObjectNode row, int i) {
        String first = i % FIRST_NAMES == 0 ? "John" : "Name" + i % FIRST_NAMES;
        row.put("first_name", first)
                .put("last_name", "Family" + i / FIRST_NAMES)
                .put("company_id", companyIds.get(i % companyIds.size()))
                .put("opt_in_status", true);
        row.putArray("phones").add(phone(i));
        row.putArray("emails").add("person" + i + "@example.com");
        row.putArray("tags");
        row.putObject("custom_fields");
    }

    static String phone(int number) {
        return "+2010" + (10_000_000 + number);
    }

    private void conversation(ObjectNode row, int i) {
        row.put("contact_id", contactIds.get(i * 5))
                .put("channel_account_id", channelIds.get(i % 3))
                .put("assignee_id", memberIds.get(i % 5))
                .put("status", i % 10 == 0 ? "PENDING" : "OPEN")
                .put("is_important", false)
                .put("last_message_at", DateTimes.print(START.plusSeconds(60L * i + 30)))
                .put("last_message_preview", "The last words of conversation " + i);
        row.putObject("metadata");
        row.putArray("tags");
        row.putArray("key_topics");
        if (i < UNREAD) {
            row.put("unread_count", 3).putArray("attention").add("UNREAD");
        }
    }

    private void message(ObjectNode row, int i) {
        String conversation = conversationIds.get(i < LONG_CONVERSATION ? 0 : i % conversationIds.size());
        row.put("conversation_id", conversation)
                .put("direction", i % 2 == 0 ? "INBOUND" : "OUTBOUND")
                .put("content", "Message number " + i + " of an ordinary length, as people write them")
                .put("status", "SENT")
                .put("message_type", "text");
        row.putObject("metadata");
        row.putArray("media");
    }

    private void load(String name, List<String> ids, BiConsumer<ObjectNode, Integer> fill) {
        Table table = store.table(name);
        for (int from = 0; from < ids.size(); from += PART) {
            List<WriteRequest> rows = new ArrayList<>();
            List<WriteRequest> entries = new ArrayList<>();
            for (int i = from; i < Math.min(ids.size(), from + PART); i++) {
                String moment = DateTimes.print(START.plusSeconds(60L * i));
                ObjectNode row = Json.object()
                        .put("id", ids.get(i))
                        .put("organization_id", organization)
                        .put("created_at", moment)
                        .put("updated_at", moment);
                fill.accept(row, i);
                Footprint footprint = store.footprint(Row.fresh(table, row));
                rows.add(put(footprint.item()));
                footprint.entries().forEach(entry -> entries.add(put(entry)));
            }
            write(name.equals("messages") ? tables.messages() : tables.core(), rows);
            write(tables.ops(), entries);
        }
    }

    private static WriteRequest put(Map<String, AttributeValue> item) {
        return WriteRequest.builder()
                .putRequest(PutRequest.builder().item(item).build())
                .build();
    }

    private void write(String table, List<WriteRequest> writes) {
        List<List<WriteRequest>> batches = new ArrayList<>();
        for (int from = 0; from < writes.size(); from += BATCH) {
            batches.add(writes.subList(from, Math.min(writes.size(), from + BATCH)));
        }
        Parallel.map(batches, BATCHES_AT_ONCE, batch -> {
            Map<String, List<WriteRequest>> left = Map.of(table, batch);
            while (!left.isEmpty()) {
                Map<String, List<WriteRequest>> sent = left;
                left = dynamo.batchWriteItem(request -> request.requestItems(sent))
                        .unprocessedItems();
            }
            return batch.size();
        });
    }
}
