package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The rows that one answer is computed from, read page by page. What would take too many is refused, never cut short: a
 * figure over half of the rows is a wrong figure.
 */
public final class CappedReading {

    public static final int MOST_ROWS = 50_000;

    private static final int PAGE = 1_000;

    private final Store store;
    private final String organization;
    private final String hint;
    private final AtomicLong read = new AtomicLong();

    /** @param hint what the caller can do about a refusal */
    public CappedReading(Store store, String organization, String hint) {
        this.store = store;
        this.organization = organization;
        this.hint = hint;
    }

    public List<Row> all(String table) {
        return rows(table, new AccessPath.Whole());
    }

    public List<Row> rows(String table, AccessPath path) {
        return rows(table, Slice.of(path, PAGE));
    }

    /** The rows created from {@code from} on and before {@code to}. */
    public List<Row> created(String table, String from, String to) {
        return rows(table, Slice.of(new AccessPath.Created(), PAGE).between(from, to));
    }

    public List<Row> rows(String tableName, Slice first) {
        Table table = store.table(tableName);
        List<Row> rows = new ArrayList<>();
        Slice slice = first;
        Page page;
        do {
            page = store.read(table, organization, slice);
            page.rows().stream().filter(row -> isOn(first.path(), row)).forEach(rows::add);
            spend(tableName, page.rows().size());
            slice = slice.startingAfter(page.next());
        } while (!page.isLast());
        return rows;
    }

    /** An index may name a row a moment longer than the row has the value. */
    public static boolean isOn(AccessPath path, Row row) {
        return !(path instanceof AccessPath.Equal(var column, var value)) || value.equals(row.text(column));
    }

    /** Counts rows that were read elsewhere for the same answer. */
    public void spend(String tableName, int rows) {
        if (read.addAndGet(rows) > MOST_ROWS) {
            throw Problem.of(413, "54000", "The answer would take more than " + MOST_ROWS + " rows")
                    .withDetails("The last ones were " + tableName + ".")
                    .withHint(hint);
        }
    }
}
