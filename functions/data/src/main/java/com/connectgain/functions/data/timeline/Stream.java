package com.connectgain.functions.data.timeline;

import com.connectgain.shared.store.CappedReading;
import com.connectgain.shared.store.Page;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Slice;
import com.connectgain.shared.store.Store;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

/** The rows of one source, newest first, read in growing steps and not before they can be of use. */
final class Stream {

    static final Comparator<Stream> NEWEST_FIRST =
            Comparator.comparing(Stream::position).reversed();

    /** Sorts behind every position. */
    private static final String END = "";

    private static final int MOST = 100;

    private final Source source;
    private final UnaryOperator<List<Row>> selection;
    private final Deque<Row> ready = new ArrayDeque<>();
    private Slice slice;
    private String bound;

    private Stream(Source source, Slice slice, String bound, UnaryOperator<List<Row>> selection) {
        this.source = source;
        this.slice = slice;
        this.bound = bound;
        this.selection = selection;
    }

    /**
     * Rows that are still to be read.
     *
     * @param bound no row of the slice stands before this position
     * @param selection which of the rows belong to the timeline
     */
    static Stream of(Source source, Slice slice, String bound, UnaryOperator<List<Row>> selection) {
        return new Stream(source, slice, bound, selection);
    }

    /** Rows that were read already. */
    static Stream of(Source source, List<Row> rows) {
        Stream stream = new Stream(source, null, END, UnaryOperator.identity());
        rows.stream().sorted(Comparator.comparing(Cursor::of).reversed()).forEach(stream.ready::add);
        return stream;
    }

    Source source() {
        return source;
    }

    /** Where the next row stands, or may stand at the earliest while it is not read. */
    String position() {
        return ready.isEmpty() ? bound : Cursor.of(ready.peek());
    }

    boolean isAtEnd() {
        return ready.isEmpty() && slice == null;
    }

    boolean needsReading() {
        return ready.isEmpty() && slice != null;
    }

    Row next() {
        return ready.remove();
    }

    void read(Store store, String organization, CappedReading budget) {
        Page page = store.read(store.table(source.table()), organization, slice);
        budget.spend(source.table(), page.rows().size());
        ready.addAll(selection.apply(page.rows().stream()
                .filter(row -> CappedReading.isOn(slice.path(), row))
                .toList()));
        if (page.isLast()) {
            slice = null;
            bound = END;
        } else {
            if (!page.rows().isEmpty()) {
                bound = Cursor.of(page.rows().getLast());
            }
            slice = new Slice(
                    slice.path(), true, slice.from(), slice.to(), Math.min(MOST, slice.limit() * 2), page.next());
        }
    }
}
