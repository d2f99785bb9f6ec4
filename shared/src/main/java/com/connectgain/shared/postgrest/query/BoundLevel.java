package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.postgrest.request.RowRange;
import java.util.List;

/**
 * One level of a request: a table, what its rows must satisfy, and what is shown of them.
 *
 * @param output the columns shown, in order; embeds follow them
 * @param filter what a row must satisfy by itself
 * @param embedFilter what it must satisfy together with its embedded rows
 */
public record BoundLevel(
        Table table,
        List<OutputValue> output,
        Predicate filter,
        Predicate embedFilter,
        List<SortKey> order,
        RowRange range,
        List<BoundEmbed> embeds) {

    /** Whether rows can only be counted or cut off once their embedded rows are known. */
    public boolean needsEmbedsFirst() {
        if (embedFilter.needsEmbeds()) {
            return true;
        }
        for (BoundEmbed embed : embeds) {
            if (embed.inner()) {
                return true;
            }
        }
        for (SortKey key : order) {
            if (key.embed() != SortKey.NO_EMBED) {
                return true;
            }
        }
        return false;
    }

    /** The shape alone: what a write shows of the rows it has touched, whatever they look like now. */
    public BoundLevel shapeOnly() {
        return new BoundLevel(table, output, Predicate.ALWAYS, Predicate.ALWAYS, order, RowRange.ALL, embeds);
    }

    public BoundLevel withFilter(Predicate other) {
        return new BoundLevel(table, output, other, embedFilter, order, range, embeds);
    }

    /** Nothing is shown of this level: an embed that only filters. */
    boolean isEmpty() {
        return output.isEmpty()
                && embeds.stream().allMatch(embed -> embed.level().isEmpty());
    }
}
