package com.connectgain.shared.records.triggers;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.records.Transaction;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Comparator;
import java.util.Optional;

/** Tables of which one row is the default: the first becomes it, a new one takes it over, a deleted one hands it on. */
final class OneDefault implements Trigger {

    private static final String MARK = "is_default";

    private final String table;
    private final String constraint;

    OneDefault(String table, String constraint) {
        this.table = table;
        this.constraint = constraint;
    }

    @Override
    public void inserting(Transaction transaction, ObjectNode row) {
        Optional<Row> other = holder(transaction, row);
        if (other.isEmpty()) {
            row.put(MARK, true);
        } else if (row.path(MARK).asBoolean()) {
            transaction.change(other.get(), values -> values.put(MARK, false));
        }
    }

    @Override
    public void updating(Transaction transaction, Row before, ObjectNode after) {
        if (after.path(MARK).asBoolean() && !before.is(MARK)) {
            holder(transaction, after).ifPresent(other -> transaction.change(other, values -> values.put(MARK, false)));
        }
    }

    @Override
    public void deleting(Transaction transaction, Row row) {
        if (row.is(MARK)) {
            transaction.all(table).stream()
                    .min(Comparator.comparing(other -> other.text("created_at")))
                    .ifPresent(heir -> transaction.change(heir, values -> values.put(MARK, true)));
        }
    }

    /** Two writers that both saw no default: the second looks again and finds the first one's. */
    @Override
    public boolean settles(String violated) {
        return violated.equals(constraint);
    }

    private Optional<Row> holder(Transaction transaction, ObjectNode except) {
        return transaction.holder(table, constraint, Json.object().put(MARK, true), except);
    }
}
