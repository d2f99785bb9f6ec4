package com.connectgain.shared.store;

import com.connectgain.shared.pace.Pause;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionConflictException;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** The DynamoDB client with the request's meter on it, paging of batches, and retries of what is worth retrying. */
final class Dynamo {

    static final int BATCH_GET = 100;
    static final int BATCH_WRITE = 25;
    static final int TRANSACTION = 100;
    private static final int ATTEMPTS = 12;
    private static final int BATCHES_AT_ONCE = 8;

    private final Supplier<DynamoDbClient> client;

    Dynamo(Supplier<DynamoDbClient> client) {
        this.client = client;
    }

    Optional<Map<String, AttributeValue>> get(String table, Map<String, AttributeValue> key, boolean strong) {
        var response = client.get()
                .getItem(GetItemRequest.builder()
                        .tableName(table)
                        .key(key)
                        .consistentRead(strong)
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build());
        Meter.current().read(units(response.consumedCapacity()));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    /** The items of {@code keys} that exist, in no particular order. */
    List<Map<String, AttributeValue>> getAll(
            String table, Collection<Map<String, AttributeValue>> keys, boolean strong) {
        List<Map<String, AttributeValue>> distinct = keys.stream().distinct().toList();
        return Parallel.map(chunks(distinct, BATCH_GET), BATCHES_AT_ONCE, chunk -> getChunk(table, chunk, strong))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<Map<String, AttributeValue>> getChunk(
            String table, List<Map<String, AttributeValue>> chunk, boolean strong) {
        List<Map<String, AttributeValue>> items = new ArrayList<>(chunk.size());
        List<Map<String, AttributeValue>> missing = chunk;
        for (int attempt = 0; !missing.isEmpty(); attempt++) {
            pauseBefore(attempt, "BatchGetItem left keys unprocessed");
            var response = client.get()
                    .batchGetItem(BatchGetItemRequest.builder()
                            .requestItems(Map.of(
                                    table,
                                    KeysAndAttributes.builder()
                                            .keys(missing)
                                            .consistentRead(strong)
                                            .build()))
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build());
            Meter.current().read(units(response.consumedCapacity()));
            items.addAll(response.responses().getOrDefault(table, List.of()));
            KeysAndAttributes left = response.unprocessedKeys().get(table);
            missing = left == null ? List.of() : left.keys();
        }
        return items;
    }

    QueryResponse query(QueryRequest request) {
        QueryResponse response = client.get()
                .query(request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build());
        Meter.current().read(units(response.consumedCapacity()));
        return response;
    }

    void put(PutItemRequest request) {
        var response = unlessConflicting(() -> client.get()
                .putItem(request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build()));
        Meter.current().write(units(response.consumedCapacity()));
    }

    DeleteItemResponse delete(DeleteItemRequest request) {
        DeleteItemResponse response = unlessConflicting(() -> client.get()
                .deleteItem(request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build()));
        Meter.current().write(units(response.consumedCapacity()));
        return response;
    }

    UpdateItemResponse update(UpdateItemRequest request) {
        UpdateItemResponse response = unlessConflicting(() -> client.get()
                .updateItem(request.toBuilder()
                        .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                        .build()));
        Meter.current().write(units(response.consumedCapacity()));
        return response;
    }

    /** A write of one item is refused while a transaction holds the item; the SDK does not try it again. */
    private static <T> T unlessConflicting(Supplier<T> write) {
        for (int attempt = 0; ; attempt++) {
            pauseBefore(attempt, "a transaction held the item");
            try {
                return write.get();
            } catch (TransactionConflictException held) {
                Meter.current().write(0);
            }
        }
    }

    /**
     * All or nothing. A conflict with another transaction on the same items is tried again here; every other reason of
     * a cancellation is the caller's to read.
     */
    void transact(List<TransactWriteItem> items) {
        for (int attempt = 0; ; attempt++) {
            try {
                var response = client.get()
                        .transactWriteItems(TransactWriteItemsRequest.builder()
                                .transactItems(items)
                                .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                                .build());
                Meter.current().write(units(response.consumedCapacity()));
                return;
            } catch (TransactionCanceledException cancelled) {
                Meter.current().write(0);
                boolean refused = cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> "ConditionalCheckFailed".equals(reason.code()));
                boolean conflict = cancelled.cancellationReasons().stream()
                        .anyMatch(reason -> Conflicts.CODES.contains(reason.code()));
                if (refused || !conflict || attempt + 1 >= ATTEMPTS) {
                    throw cancelled;
                }
                pauseBefore(attempt + 1, "transaction conflict");
            }
        }
    }

    void writeAll(String table, List<WriteRequest> writes) {
        Parallel.map(chunks(writes, BATCH_WRITE), BATCHES_AT_ONCE, chunk -> writeChunk(table, chunk));
    }

    private int writeChunk(String table, List<WriteRequest> chunk) {
        Map<String, List<WriteRequest>> left = Map.of(table, chunk);
        for (int attempt = 0; !left.isEmpty(); attempt++) {
            pauseBefore(attempt, "BatchWriteItem left items unprocessed");
            var response = client.get()
                    .batchWriteItem(BatchWriteItemRequest.builder()
                            .requestItems(left)
                            .returnConsumedCapacity(ReturnConsumedCapacity.TOTAL)
                            .build());
            Meter.current().write(units(response.consumedCapacity()));
            left = response.unprocessedItems();
        }
        return chunk.size();
    }

    private static void pauseBefore(int attempt, String reason) {
        if (attempt == 0) {
            return;
        }
        if (attempt >= ATTEMPTS) {
            throw new StoreBusyException(reason);
        }
        Pause.afterRefusal(attempt);
    }

    static <T> List<List<T>> chunks(List<T> all, int size) {
        List<List<T>> chunks = new ArrayList<>();
        for (int from = 0; from < all.size(); from += size) {
            chunks.add(all.subList(from, Math.min(all.size(), from + size)));
        }
        return chunks;
    }

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static Map<String, AttributeValue> key(String pk, String sk) {
        Map<String, AttributeValue> key = HashMap.newHashMap(2);
        key.put("pk", text(pk));
        key.put("sk", text(sk));
        return key;
    }

    private static double units(ConsumedCapacity capacity) {
        return capacity == null || capacity.capacityUnits() == null ? 0 : capacity.capacityUnits();
    }

    private static double units(List<ConsumedCapacity> capacities) {
        return capacities.stream().mapToDouble(Dynamo::units).sum();
    }
}
