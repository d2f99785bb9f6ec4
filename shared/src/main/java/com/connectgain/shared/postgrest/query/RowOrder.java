package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.sql.Values;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Comparator;
import java.util.List;

/** The order of a request. Rows that it does not tell apart keep the order they came in. */
public final class RowOrder implements Comparator<ResultRow> {

    private final List<SortKey> keys;

    public RowOrder(List<SortKey> keys) {
        this.keys = keys;
    }

    @Override
    public int compare(ResultRow left, ResultRow right) {
        for (SortKey key : keys) {
            int difference = compare(key, value(key, left), value(key, right));
            if (difference != 0) {
                return difference;
            }
        }
        return 0;
    }

    private static JsonNode value(SortKey key, ResultRow row) {
        if (key.embed() == SortKey.NO_EMBED) {
            return key.operand().value(row.row());
        }
        List<ResultRow> related = row.embedded().get(key.embed());
        return related.isEmpty() ? null : key.operand().value(related.getFirst().row());
    }

    private static int compare(SortKey key, JsonNode left, JsonNode right) {
        if (left == null || right == null) {
            if (left == right) {
                return 0;
            }
            return (left == null) == key.nullsFirst() ? -1 : 1;
        }
        int difference = Values.compare(key.operand().type(), left, right);
        return key.descending() ? -difference : difference;
    }
}
