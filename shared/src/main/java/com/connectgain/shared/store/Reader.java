package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.Select;

/**
 * The reading half of the store. Indexes answer keys; the rows are then read by key, strongly, so that an index that
 * lags behind its table never shows a row as it was.
 */
final class Reader {

    private static final int SHARDS_AT_ONCE = 8;

    private final Dynamo dynamo;
    private final Tables tables;
    private final Catalog catalog;
    private final Clock clock;

    Reader(Dynamo dynamo, Tables tables, Catalog catalog, Clock clock) {
        this.dynamo = dynamo;
        this.tables = tables;
        this.catalog = catalog;
        this.clock = clock;
    }

    Optional<Row> find(Table table, RowKey key) {
        return dynamo.get(tables.of(table), Dynamo.key(key.partition(), key.sort()), true)
                .filter(item -> RowItems.isAlive(item, clock.instant()))
                .map(item -> RowItems.read(catalog, item));
    }

    /** The rows of {@code keys} that exist, in the order of the keys. */
    List<Row> findAll(Table table, Collection<RowKey> keys) {
        if (keys.size() == 1) {
            return find(table, keys.iterator().next()).stream().toList();
        }
        List<Map<String, AttributeValue>> wanted = keys.stream()
                .map(key -> Dynamo.key(key.partition(), key.sort()))
                .toList();
        Map<RowKey, Row> found = new HashMap<>();
        for (Map<String, AttributeValue> item : dynamo.getAll(tables.of(table), wanted, true)) {
            if (RowItems.isAlive(item, clock.instant())) {
                Row row = RowItems.read(catalog, item);
                found.put(row.key(), row);
            }
        }
        return keys.stream()
                .distinct()
                .map(found::get)
                .filter(row -> row != null)
                .toList();
    }

    Page read(Table table, String tenant, Slice slice) {
        if (isEmpty(slice)) {
            return new Page(List.of(), null);
        }
        QueryResponse response =
                dynamo.query(query(table, tenant, slice).limit(slice.limit()).build());
        boolean whole =
                slice.path() instanceof AccessPath.Whole && table.partition().isEmpty();
        List<Row> rows = whole || slice.path() instanceof AccessPath.Partition
                ? alive(response)
                : findAll(table, keys(table, tenant, slice, response));
        return new Page(rows, response.hasLastEvaluatedKey() ? cursor(response.lastEvaluatedKey()) : null);
    }

    /** Only the keys, as the index has them: a twentieth of the price, and a moment behind the rows. */
    KeyPage readKeys(Table table, String tenant, Slice slice) {
        if (isEmpty(slice)) {
            return new KeyPage(List.of(), null);
        }
        QueryResponse response =
                dynamo.query(query(table, tenant, slice).limit(slice.limit()).build());
        return new KeyPage(
                keys(table, tenant, slice, response),
                response.hasLastEvaluatedKey() ? cursor(response.lastEvaluatedKey()) : null);
    }

    /** DynamoDB refuses a range that ends before it begins; to SQL it is a range without rows. */
    private static boolean isEmpty(Slice slice) {
        return slice.from() != null && slice.to() != null && slice.from().compareTo(slice.to()) > 0;
    }

    private static List<RowKey> keys(Table table, String tenant, Slice slice, QueryResponse response) {
        String home = RowKeys.home(table, tenant);
        boolean posted = slice.path() instanceof AccessPath.Posted;
        return response.items().stream()
                .map(item -> posted
                        ? rowKeyOfEntry(home, item, item.get("sk").s())
                        : new RowKey(item.get("pk").s(), item.get("sk").s()))
                .toList();
    }

    private QueryRequest.Builder query(Table table, String tenant, Slice slice) {
        return switch (slice.path()) {
            case AccessPath.Whole()
            when table.partition().isEmpty() -> base(tables.of(table), RowKeys.home(table, tenant), slice);
            case AccessPath.Whole() -> index(table, "created", "home", RowKeys.home(table, tenant), "created", slice);
            case AccessPath.Partition(var value) ->
                base(tables.of(table), RowKeys.partition(table, tenant, value), slice);
            case AccessPath.Created() -> index(table, "created", "home", RowKeys.home(table, tenant), "created", slice);
            case AccessPath.Active() -> index(table, "active", "home", RowKeys.home(table, tenant), "active", slice);
            case AccessPath.Equal(var column, var value) -> {
                String name = "eq" + (table.equalityColumns().indexOf(column) + 1);
                yield index(table, name, name, RowKeys.equality(table, tenant, column, value), "created", slice);
            }
            case AccessPath.Posted(var column, var value) ->
                base(tables.ops(), Entries.posting(RowKeys.home(table, tenant), column, value), slice)
                        .projectionExpression("pk, sk, rpk");
        };
    }

    private List<Row> alive(QueryResponse response) {
        return response.items().stream()
                .filter(item -> RowItems.isAlive(item, clock.instant()))
                .map(item -> RowItems.read(catalog, item))
                .toList();
    }

    private static RowKey rowKeyOfEntry(String home, Map<String, AttributeValue> entry, String sort) {
        AttributeValue partition = entry.get("rpk");
        return new RowKey(partition == null ? home : partition.s(), sort);
    }

    long count(Table table, String tenant) {
        return countCreated(table, tenant, oldestAlive(table), null);
    }

    long countCreated(Table table, String tenant, String from, String to) {
        Slice slice = Slice.of(new AccessPath.Created(), 0).between(from, to);
        return count(index(table, "created", "home", RowKeys.home(table, tenant), "created", slice));
    }

    long count(Table table, String tenant, AccessPath.Equal path) {
        return count(query(table, tenant, Slice.of(path, 0)));
    }

    long count(Table table, String tenant, AccessPath.Posted path) {
        String partition = Entries.posting(RowKeys.home(table, tenant), path.column(), path.value());
        return count(base(tables.ops(), partition, Slice.of(path, 0)));
    }

    private long count(QueryRequest.Builder query) {
        long count = 0;
        Map<String, AttributeValue> start = null;
        do {
            QueryResponse response = dynamo.query(
                    query.select(Select.COUNT).exclusiveStartKey(start).build());
            count += response.count();
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        } while (start != null);
        return count;
    }

    /** Where the rows begin that the table's retention keeps, to the second; null when it keeps all. */
    private String oldestAlive(Table table) {
        return table.retention()
                .map(time ->
                        DateTimes.print(Instant.ofEpochSecond(clock.instant().getEpochSecond() + 1)
                                .minus(time)))
                .orElse(null);
    }

    /** The events that rows of a tenant wait for, by the rows' table: one strong read. */
    Map<String, Set<String>> heard(String tenant) {
        Map<String, Set<String>> heard = new HashMap<>();
        Map<String, AttributeValue> start = null;
        do {
            QueryResponse response = dynamo.query(QueryRequest.builder()
                    .tableName(tables.ops())
                    .consistentRead(true)
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", Dynamo.text(Entries.listeners(tenant))))
                    .exclusiveStartKey(start)
                    .build());
            for (Map<String, AttributeValue> item : response.items()) {
                heard.computeIfAbsent(Entries.tableOfListener(item.get("sk").s()), table -> new HashSet<>())
                        .addAll(List.of(item.get("t").s().split("\n")));
            }
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        } while (start != null);
        return heard;
    }

    /** The keys of rows whose folded search text passes {@code matches}, from all shards side by side. */
    List<RowKey> search(Table table, String tenant, Predicate<String> matches) {
        String home = RowKeys.home(table, tenant);
        return Parallel.map(
                        IntStream.range(0, Entries.SEARCH_SHARDS).boxed().toList(),
                        SHARDS_AT_ONCE,
                        shard -> searchShard(table, home, shard, matches))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private List<RowKey> searchShard(Table table, String home, int shard, Predicate<String> matches) {
        List<RowKey> found = new ArrayList<>();
        Map<String, AttributeValue> start = null;
        do {
            QueryResponse response = dynamo.query(QueryRequest.builder()
                    .tableName(tables.ops())
                    .keyConditionExpression("pk = :pk")
                    .expressionAttributeValues(Map.of(":pk", Dynamo.text(Entries.search(table, home, shard))))
                    .projectionExpression("sk, t, rpk")
                    .exclusiveStartKey(start)
                    .build());
            for (Map<String, AttributeValue> item : response.items()) {
                if (SearchText.mayMatch(item.get("t").s(), matches)) {
                    String sort = Entries.rowSort(table, item.get("sk").s());
                    found.add(rowKeyOfEntry(home, item, sort));
                }
            }
            start = response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : null;
        } while (start != null);
        return found;
    }

    /** Rows that are due up to {@code until}, earliest first within each shard. */
    List<Row> due(Table table, String until, int limitPerShard) {
        List<RowKey> keys = Parallel.map(
                        IntStream.range(0, RowItems.DUE_SHARDS).boxed().toList(),
                        RowItems.DUE_SHARDS,
                        shard -> dynamo.query(QueryRequest.builder()
                                        .tableName(tables.of(table))
                                        .indexName("due")
                                        .keyConditionExpression("due_shard = :shard AND due_at <= :until")
                                        .expressionAttributeValues(Map.of(
                                                ":shard", Dynamo.text(RowItems.dueShard(table, shard)),
                                                ":until", Dynamo.text(until + "$")))
                                        .limit(limitPerShard)
                                        .build())
                                .items())
                .stream()
                .flatMap(List::stream)
                .map(item -> new RowKey(item.get("pk").s(), item.get("sk").s()))
                .toList();
        return findAll(table, keys);
    }

    private static QueryRequest.Builder base(String physicalTable, String partition, Slice slice) {
        return ranged(
                QueryRequest.builder().tableName(physicalTable).consistentRead(true), "pk", partition, "sk", slice);
    }

    private QueryRequest.Builder index(
            Table table, String index, String hash, String partition, String range, Slice slice) {
        return ranged(
                QueryRequest.builder().tableName(tables.of(table)).indexName(index), hash, partition, range, slice);
    }

    private static QueryRequest.Builder ranged(
            QueryRequest.Builder query, String hash, String partition, String range, Slice slice) {
        Map<String, AttributeValue> values = new HashMap<>();
        values.put(":hash", Dynamo.text(partition));
        StringBuilder condition = new StringBuilder(hash).append(" = :hash");
        if (slice.from() != null && slice.to() != null) {
            condition.append(" AND ").append(range).append(" BETWEEN :from AND :to");
        } else if (slice.from() != null) {
            condition.append(" AND ").append(range).append(" >= :from");
        } else if (slice.to() != null) {
            condition.append(" AND ").append(range).append(" < :to");
        }
        if (slice.from() != null) {
            values.put(":from", Dynamo.text(slice.from()));
        }
        if (slice.to() != null) {
            values.put(":to", Dynamo.text(slice.to()));
        }
        return query.keyConditionExpression(condition.toString())
                .expressionAttributeValues(values)
                .scanIndexForward(!slice.descending())
                .exclusiveStartKey(slice.after() == null ? null : startKey(slice.after()));
    }

    private static String cursor(Map<String, AttributeValue> key) {
        ObjectNode cursor = Json.object();
        key.forEach((name, value) -> cursor.put(name, value.s()));
        return Json.write(cursor);
    }

    private static Map<String, AttributeValue> startKey(String cursor) {
        Map<String, AttributeValue> key = new HashMap<>();
        Json.readObject(cursor)
                .properties()
                .forEach(entry ->
                        key.put(entry.getKey(), Dynamo.text(entry.getValue().asText())));
        return key;
    }
}
