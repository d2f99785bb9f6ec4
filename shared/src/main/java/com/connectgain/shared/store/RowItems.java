package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Due;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows as DynamoDB items and back. The row itself is one attribute of JSON text, which keeps decimals exact and costs a
 * tenth of the time that a map of attribute values takes to read; beside it stand only what indexes and conditions
 * need.
 */
final class RowItems {

    static final int DUE_SHARDS = 4;

    /** Which automations led to the row's last write, oldest first; for the stream, no part of the row. */
    static final String CAUSE = "cause";

    private RowItems() {}

    static Map<String, AttributeValue> write(Table table, ObjectNode row, RowKey key, long version) {
        Map<String, AttributeValue> item = new HashMap<>(Dynamo.key(key.partition(), key.sort()));
        String tenant = RowKeys.tenant(table, row);
        item.put("doc", Dynamo.text(Json.write(withoutNulls(row))));
        item.put("ver", Dynamo.number(version));
        item.put("tbl", Dynamo.text(RowKeys.name(table)));
        item.put("org", Dynamo.text(tenant));
        item.put("home", Dynamo.text(RowKeys.home(table, tenant)));
        item.put("created", Dynamo.text(table.hasTimeline() ? RowKeys.recency(row) : key.sort()));
        table.activity().ifPresent(column -> item.put("active", Dynamo.text(RowKeys.activity(row, column))));
        int path = 0;
        for (String column : table.equalityColumns()) {
            path++;
            if (present(row, column)) {
                String value = row.path(column).asText();
                item.put("eq" + path, Dynamo.text(RowKeys.equality(table, tenant, column, value)));
            }
        }
        table.due().ifPresent(due -> putDue(item, table, row, due));
        expiry(table, row).ifPresent(instant -> item.put("ttl", Dynamo.number(instant.getEpochSecond())));
        return item;
    }

    private static void putDue(Map<String, AttributeValue> item, Table table, ObjectNode row, Due due) {
        if (present(row, due.column()) && due.when().test(row)) {
            String id = row.path("id").asText();
            item.put("due_shard", Dynamo.text(dueShard(table, Math.floorMod(id.hashCode(), DUE_SHARDS))));
            item.put("due_at", Dynamo.text(RowKeys.moment(row, due.column())));
        }
    }

    static String dueShard(Table table, int shard) {
        return table.name() + "#" + shard;
    }

    static Optional<Instant> expiry(Table table, ObjectNode row) {
        Optional<Instant> stated =
                table.expiry().filter(column -> present(row, column)).map(column -> instant(row, column));
        Optional<Instant> kept = table.retention()
                .filter(time -> present(row, "created_at"))
                .map(time -> instant(row, "created_at").plus(time));
        return stated.or(() -> kept);
    }

    private static Instant instant(ObjectNode row, String column) {
        return OffsetDateTime.parse(row.path(column).asText()).toInstant();
    }

    static Row read(Catalog catalog, Map<String, AttributeValue> item) {
        Table table = catalog.table(RowKeys.tableName(item.get("tbl").s()));
        RowKey key = new RowKey(item.get("pk").s(), item.get("sk").s());
        return Row.stored(
                table,
                Json.readObject(item.get("doc").s()),
                key,
                Long.parseLong(item.get("ver").n()));
    }

    /** TTL removes items hours late: until then they are filtered here. */
    static boolean isAlive(Map<String, AttributeValue> item, Instant now) {
        AttributeValue ttl = item.get("ttl");
        return ttl == null || Long.parseLong(ttl.n()) > now.getEpochSecond();
    }

    private static ObjectNode withoutNulls(ObjectNode row) {
        ObjectNode lean = Json.object();
        for (Map.Entry<String, JsonNode> column : row.properties()) {
            if (!column.getValue().isNull()) {
                lean.set(column.getKey(), column.getValue());
            }
        }
        return lean;
    }

    private static boolean present(ObjectNode row, String column) {
        JsonNode value = row.path(column);
        return !value.isNull() && !value.isMissingNode();
    }
}
