package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Scope;
import com.connectgain.shared.kernel.Ids;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** How keys are spelt. The tenant comes first in every one of them, so no key of one tenant can name another's item. */
final class RowKeys {

    /** The tenant of tables that have none. */
    static final String NO_TENANT = "-";

    private static final String FOREIGN = "foreign:";
    private static final int LONGEST_KEY_PART = 600;

    private RowKeys() {}

    static String tenant(Table table, ObjectNode row) {
        return switch (table.scope()) {
            case ORGANIZATION -> row.path("organization_id").asText();
            case SELF -> row.path("id").asText();
            case GLOBAL -> NO_TENANT;
        };
    }

    static RowKey of(Table table, ObjectNode row) {
        String tenant = tenant(table, row);
        if (table.partition().isPresent()) {
            String value = row.path(table.partition().get()).asText();
            return new RowKey(partition(table, tenant, value), recency(row));
        }
        return new RowKey(home(table, tenant), identity(table, row));
    }

    /** What a table is called in the store: a foreign one may have the name of one of ours. */
    static String name(Table table) {
        return table.isForeign() ? FOREIGN + table.name() : table.name();
    }

    static String tableName(String stored) {
        return stored.startsWith(FOREIGN) ? stored.substring(FOREIGN.length()) : stored;
    }

    /** The rows of one table and tenant: the partition key where rows are not partitioned further. */
    static String home(Table table, String tenant) {
        return table.scope() == Scope.SELF ? table.name() : tenant + "#" + name(table);
    }

    static String partition(Table table, String tenant, String value) {
        return home(table, tenant) + "#" + part(value);
    }

    static String equality(Table table, String tenant, String column, String value) {
        return home(table, tenant) + "#" + column + "#" + part(value);
    }

    /** Sorts rows by creation; the identity behind it makes it unique. */
    static String recency(ObjectNode row) {
        return moment(row, "created_at");
    }

    static String moment(ObjectNode row, String column) {
        return row.path(column).asText("") + "#" + row.path("id").asText("");
    }

    /** As {@link #moment}; rows without one come after all others, where SQL's ascending order has its nulls. */
    static String activity(ObjectNode row, String column) {
        return row.path(column).isTextual()
                ? moment(row, column)
                : AccessPath.NO_ACTIVITY + "#" + row.path("id").asText("");
    }

    private static String identity(Table table, ObjectNode row) {
        if (table.primaryKey().isEmpty()) {
            return Ids.next();
        }
        if (table.primaryKey().size() == 1) {
            return part(row.path(table.primaryKey().getFirst()));
        }
        StringBuilder key = new StringBuilder();
        for (String column : table.primaryKey()) {
            key.append(part(row.path(column))).append('#');
        }
        return key.toString();
    }

    /** Whole numbers keep their order as text; everything else is its own text. */
    static String part(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            long number = value.longValue();
            return (number < 0 ? "-" : "0") + String.format("%019d", number < 0 ? Long.MAX_VALUE + number + 1 : number);
        }
        return part(value.isValueNode() ? value.asText() : value.toString());
    }

    /** A value as part of a key: long ones by their hash, since DynamoDB limits keys to 1 and 2 KB. */
    static String part(String value) {
        if (value.length() <= LONGEST_KEY_PART && value.indexOf('#') < 0 && !value.isEmpty()) {
            return value;
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return "=" + HexFormat.of().formatHex(digest.digest(value.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
