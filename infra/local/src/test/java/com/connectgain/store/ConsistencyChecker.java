package com.connectgain.store;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Footprint;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Compares everything in the ops table and in the indexes with what the rows say should be there: a posting, claim or
 * search row that is missing, stands for nothing, or says something else is a fault of the store.
 */
public final class ConsistencyChecker {

    private static final List<String> ROWS = List.of("CORE_TABLE", "MESSAGES_TABLE", "LOGS_TABLE");
    private static final String OPS = "OPS_TABLE";
    private static final int LOOKS = 20;

    private final Kernel kernel;

    public ConsistencyChecker(Kernel kernel) {
        this.kernel = kernel;
    }

    /** Looks again while faults change: functions in the background may be between two writes of a scan. */
    public void check() {
        Set<String> lasting = faults();
        for (int look = 0; look < LOOKS && !lasting.isEmpty(); look++) {
            lasting.retainAll(faults());
        }
        if (!lasting.isEmpty()) {
            throw new AssertionError("The tables contradict themselves:\n" + String.join("\n", lasting));
        }
    }

    private Set<String> faults() {
        Set<String> faults = new TreeSet<>();
        Map<String, Map<String, AttributeValue>> expected = new HashMap<>();
        for (String table : ROWS) {
            for (Map<String, AttributeValue> item : scan(table)) {
                Footprint footprint = kernel.store().footprint(item);
                if (!withoutText(item).equals(withoutText(footprint.item()))) {
                    faults.add("row " + name(item) + " is indexed as " + withoutText(item) + ", not as "
                            + withoutText(footprint.item()));
                }
                footprint.entries().stream()
                        .filter(entry -> !isExpired(entry))
                        .forEach(entry -> expected.put(name(entry), entry));
            }
        }
        Map<String, Map<String, AttributeValue>> present = new HashMap<>();
        for (Map<String, AttributeValue> item : scan(OPS)) {
            if (isEntry(item) && !isExpired(item)) {
                present.put(name(item), item);
            }
        }
        expected.forEach((name, entry) -> {
            Map<String, AttributeValue> found = present.get(name);
            if (found == null) {
                faults.add("missing " + name);
            } else if (!found.equals(entry)) {
                faults.add("wrong " + name + ": " + found + ", not " + entry);
            }
        });
        present.keySet().stream()
                .filter(name -> !expected.containsKey(name))
                .forEach(name -> faults.add("orphan " + name));
        return faults;
    }

    /** Columns that a row has since gained stand in the derived text only; what caused a write is no part of the row. */
    private static Map<String, AttributeValue> withoutText(Map<String, AttributeValue> item) {
        Map<String, AttributeValue> keys = new HashMap<>(item);
        keys.remove("doc");
        keys.remove("cause");
        return keys;
    }

    /** DynamoDB deletes what has expired item by item, and a row not together with what stands beside it. */
    private static boolean isExpired(Map<String, AttributeValue> item) {
        AttributeValue ttl = item.get("ttl");
        return ttl != null && Long.parseLong(ttl.n()) < Instant.now().getEpochSecond();
    }

    private static boolean isEntry(Map<String, AttributeValue> item) {
        String partition = item.get("pk").s();
        return partition.startsWith("posting#")
                || partition.startsWith("s#")
                || partition.startsWith("listeners#")
                || partition.startsWith("claim#") && item.containsKey("rpk");
    }

    private static String name(Map<String, AttributeValue> item) {
        return item.get("pk").s() + " / " + item.get("sk").s();
    }

    private Iterable<Map<String, AttributeValue>> scan(String setting) {
        return kernel.aws()
                .dynamo()
                .scanPaginator(ScanRequest.builder()
                        .tableName(kernel.settings().require(setting))
                        .consistentRead(true)
                        .build())
                .items();
    }
}
