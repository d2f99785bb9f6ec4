package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The secrets that one write has set, for the answer to that write: whoever set them sees them this once. */
public final class Disclosure {

    private final Map<String, String> clearBySealed = new ConcurrentHashMap<>();

    void add(String sealed, String clear) {
        clearBySealed.put(sealed, clear);
    }

    /**
     * Puts what this write has set in the place of masks.
     *
     * @param view a copy of the row's values, masked
     */
    public void reveal(Row row, ObjectNode view) {
        for (Column column : row.table().columns()) {
            if (column.isShownOnce()) {
                row.find(column.name()).map(clearBySealed::get).ifPresent(clear -> view.put(column.name(), clear));
            }
        }
    }
}
