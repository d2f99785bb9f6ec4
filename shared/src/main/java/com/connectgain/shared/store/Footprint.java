package com.connectgain.shared.store;

import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * All that a row is in the tables, derived from its values alone.
 *
 * @param item the row's own item, index keys included
 * @param entries its postings, claims and search row in the ops table
 */
public record Footprint(Map<String, AttributeValue> item, List<Map<String, AttributeValue>> entries) {

    static Footprint of(Row row) {
        List<Map<String, AttributeValue>> entries = Entries.of(row.table(), row.values(), row.key()).values().stream()
                .map(entry -> EntryItems.of(row.table(), entry, row.key()))
                .toList();
        return new Footprint(RowItems.write(row.table(), row.values(), row.key(), row.version()), entries);
    }
}
