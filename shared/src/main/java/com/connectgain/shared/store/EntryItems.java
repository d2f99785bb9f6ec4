package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.store.Entries.Entry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A row's entries as items of the ops table. */
final class EntryItems {

    private EntryItems() {}

    static Map<String, AttributeValue> claim(Entry.Claim claim, RowKey holder) {
        Map<String, AttributeValue> item = new HashMap<>(Dynamo.key(claim.partition(), claim.sort()));
        item.put("rpk", Dynamo.text(holder.partition()));
        item.put("rsk", Dynamo.text(holder.sort()));
        return expiring(item, claim);
    }

    /** A claim of no column, and no entry of its row: the name stands where a constraint has its own. */
    static Entry.Claim named(Claim claim) {
        Unique name = new Unique(claim.name(), List.of(), row -> true, false);
        return new Entry.Claim(
                "first#" + claim.name(), "-", name, claim.expires().getEpochSecond());
    }

    /** Entries are many and small: where a row lives is only written where its table does not tell. */
    static Map<String, AttributeValue> of(Table table, Entry entry, RowKey rowKey) {
        if (entry instanceof Entry.Claim claim) {
            return claim(claim, rowKey);
        }
        Map<String, AttributeValue> item = new HashMap<>(Dynamo.key(entry.partition(), entry.sort()));
        if (table.partition().isPresent()) {
            item.put("rpk", Dynamo.text(rowKey.partition()));
        }
        if (entry instanceof Entry.Search search) {
            item.put("t", Dynamo.text(search.text()));
        }
        if (entry instanceof Entry.Listener listener) {
            item.put("t", Dynamo.text(String.join("\n", new TreeSet<>(listener.events()))));
        }
        return expiring(item, entry);
    }

    private static Map<String, AttributeValue> expiring(Map<String, AttributeValue> item, Entry entry) {
        if (entry.expires() != null) {
            item.put("ttl", Dynamo.number(entry.expires()));
        }
        return item;
    }
}
