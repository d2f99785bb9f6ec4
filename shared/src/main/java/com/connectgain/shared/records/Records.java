package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Claim;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Inserts, updates and deletes rows with the rules of the catalog. Rows come in complete, typed and checked by
 * themselves; what depends on other rows is done here.
 */
public final class Records {

    /** As many rows are written in one transaction; beyond it they are several. */
    private static final int TOGETHER = 20;

    /** A transaction holds 100 items. */
    private static final int MOST_STEPS = 100;

    private static final int WRITES_AT_ONCE = 8;
    private static final Trigger NO_TRIGGER = new Trigger() {};

    private final Store store;
    private final Map<String, Trigger> triggers;
    private final References references;
    private final Sealing sealing;

    public Records(Store store, Map<String, Trigger> triggers, UnaryOperator<String> seal, String mask) {
        this.store = store;
        this.triggers = triggers;
        this.references = new References(store);
        this.sealing = new Sealing(seal, mask);
    }

    public Trigger trigger(Table table) {
        return triggers.getOrDefault(table.name(), NO_TRIGGER);
    }

    /** A new row that could not be written because another holds its key or unique value. */
    public record Clash(ObjectNode row, String constraint, List<String> columns, RowKey holder) {}

    /** What came of an insert: all rows, or the first clash and nothing. */
    public sealed interface Inserted {
        record Done(List<Row> rows) implements Inserted {}

        record Refused(Clash clash) implements Inserted {}

        /** The one row of an insert that nothing can refuse. */
        default Row row() {
            if (this instanceof Done(var rows)) {
                return rows.getFirst();
            }
            throw new IllegalStateException("Unexpected clash");
        }
    }

    /** Inserts all rows, or none; a clash leaves as PostgreSQL's 23505. */
    public List<Row> insert(Writing writing, Table table, List<ObjectNode> rows) {
        return switch (tryInsert(writing, table, rows)) {
            case Inserted.Done(var written) -> written;
            case Inserted.Refused(var clash) ->
                throw Violations.unique(table, clash.constraint(), clash.columns(), clash.row());
        };
    }

    /** Inserts one row that a function made, typed and normal already: what it leaves out takes its default. */
    public Row insert(Writing writing, String tableName, ObjectNode values) {
        Table table = store.table(tableName);
        ObjectNode filled = values.deepCopy();
        trigger(table).fill(writing, filled);
        return insert(writing, table, List.of(writing.complete(table, filled))).getFirst();
    }

    /** A new row and one of another table that refers to it, both complete: both are written, or neither. */
    public List<Row> insert(Writing writing, Table table, ObjectNode row, Table otherTable, ObjectNode other) {
        List<Planned> both = List.of(new Planned(table, row, List.of()), new Planned(otherTable, other, List.of()));
        return switch (insertTogether(writing, both).orElseThrow(() -> new IllegalArgumentException("too large"))) {
            case Inserted.Done(var written) -> written;
            case Inserted.Refused(var clash) ->
                throw Violations.unique(table, clash.constraint(), clash.columns(), clash.row());
        };
    }

    public Inserted tryInsert(Writing writing, Table table, List<ObjectNode> rows) {
        if (rows.isEmpty()) {
            return new Inserted.Done(List.of());
        }
        return rows.size() <= TOGETHER
                ? insertTogether(writing, table, rows)
                : insertInParts(writing, table, rows, TOGETHER);
    }

    /**
     * A row that a function made, typed and normal already: what it leaves out takes its default.
     *
     * @param claims names that nobody else may hold; {@link Clash#constraint} is the name of one that somebody does
     */
    public record Fresh(String table, ObjectNode values, List<Claim> claims) {}

    /** Inserts rows of several tables, each of which may refer to those before it: all, or none. */
    public Inserted tryInsert(Writing writing, List<Fresh> rows) {
        List<Planned> planned = rows.stream()
                .map(row -> {
                    Table table = store.table(row.table());
                    ObjectNode filled = row.values().deepCopy();
                    trigger(table).fill(writing, filled);
                    return new Planned(table, writing.complete(table, filled), row.claims());
                })
                .toList();
        return insertTogether(writing, planned).orElseThrow(() -> new IllegalArgumentException("too many rows"));
    }

    /** Inserts one row that a function made, if nobody holds one of its claims. */
    public Inserted tryInsert(Writing writing, String tableName, ObjectNode values, List<Claim> claims) {
        return tryInsert(writing, List.of(new Fresh(tableName, values, claims)));
    }

    /** A new row, complete. */
    private record Planned(Table table, ObjectNode values, List<Claim> claims) {}

    private Inserted insertTogether(Writing writing, Table table, List<ObjectNode> rows) {
        List<Planned> planned =
                rows.stream().map(row -> new Planned(table, row, List.of())).toList();
        return insertTogether(writing, planned)
                .orElseGet(() -> insertInParts(writing, table, rows, (rows.size() + 1) / 2));
    }

    /** @return nothing when they are too many for one transaction */
    private Optional<Inserted> insertTogether(Writing writing, List<Planned> rows) {
        Patience patience = new Patience(writing);
        while (true) {
            Transaction transaction = new Transaction(writing, this);
            List<RowKey> keys = new ArrayList<>(rows.size());
            for (Planned row : rows) {
                ObjectNode values = row.values().deepCopy();
                RowRules.normalise(row.table(), values);
                keys.add(transaction.insert(row.table(), values));
            }
            check(writing, transaction, rows, keys);
            if (transaction.size() > MOST_STEPS && rows.size() > 1) {
                return Optional.empty();
            }
            List<Claim> claims = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                int position = transaction.positionOf(keys.get(i));
                rows.get(i).claims().forEach(claim -> claims.add(claim.by(position)));
            }
            switch (store.write(transaction.changes(sealing), claims, writing.causes())) {
                case Outcome.Written(var written) -> {
                    return Optional.of(new Inserted.Done(keys.stream()
                            .map(key -> written.get(transaction.positionOf(key)))
                            .toList()));
                }
                case Outcome.Taken(var change, var unique, var holder) -> {
                    if (!settles(change, unique.name())) {
                        return Optional.of(new Inserted.Refused(
                                new Clash(rowOf(change), unique.name(), unique.columns(), holder)));
                    }
                    patience.pause();
                }
                case Outcome.Exists(Change.Insert(var row)) -> {
                    Table table = row.table();
                    return Optional.of(new Inserted.Refused(
                            new Clash(row.values(), table.name() + "_pkey", table.primaryKey(), row.key())));
                }
                case Outcome.Exists exists -> throw new IllegalStateException("An update found a row in its place");
                // A row that a trigger changes was changed by another writer: the triggers look again.
                case Outcome.Stale stale -> patience.pause();
            }
        }
    }

    private void check(Writing writing, Transaction transaction, List<Planned> rows, List<RowKey> keys) {
        Map<Table, List<ObjectNode>> complete = new LinkedHashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode values = transaction.valuesOf(keys.get(i));
            complete.computeIfAbsent(rows.get(i).table(), table -> new ArrayList<>())
                    .add(values);
            RowRules.check(rows.get(i).table(), null, values);
        }
        complete.forEach((table, values) -> references.check(writing, table, values, null, complete));
    }

    private boolean settles(Change change, String constraint) {
        return trigger(tableOf(change)).settles(constraint);
    }

    private static Table tableOf(Change change) {
        return switch (change) {
            case Change.Insert(var row) -> row.table();
            case Change.Update(var before, var after) -> before.table();
            case Change.Delete(var row) -> row.table();
            case Change.Keep(var row) -> row.table();
        };
    }

    private static ObjectNode rowOf(Change change) {
        return switch (change) {
            case Change.Insert(var row) -> row.values();
            case Change.Update(var before, var after) -> after;
            case Change.Delete(var row) -> row.values();
            case Change.Keep(var row) -> row.values();
        };
    }

    /**
     * More rows than one transaction holds: written side by side, and taken back when one of them clashes, so that the
     * caller still sees all or nothing.
     */
    private Inserted insertInParts(Writing writing, Table table, List<ObjectNode> rows, int size) {
        references.check(writing, table, rows, null);
        List<Inserted> results =
                Parallel.map(parts(rows, size), WRITES_AT_ONCE, part -> insertTogether(writing, table, part));
        List<Row> written = new ArrayList<>();
        Inserted.Refused refused = null;
        for (Inserted result : results) {
            switch (result) {
                case Inserted.Done(var done) -> written.addAll(done);
                case Inserted.Refused first -> refused = refused == null ? first : refused;
            }
        }
        if (refused == null) {
            return new Inserted.Done(written);
        }
        delete(writing, written);
        return refused;
    }

    private static <T> List<List<T>> parts(List<T> rows, int size) {
        List<List<T>> parts = new ArrayList<>();
        for (int from = 0; from < rows.size(); from += size) {
            parts.add(rows.subList(from, Math.min(rows.size(), from + size)));
        }
        return parts;
    }

    /**
     * Changes rows that were read. A row that another writer changed meanwhile is read again; it is left alone when it
     * is gone or {@code stillMeant} no longer holds for it.
     *
     * @param change the row as it shall be, in a new object
     * @return the rows that were changed, as they are now
     */
    public List<Row> update(
            Writing writing, List<Row> rows, UnaryOperator<ObjectNode> change, Predicate<Row> stillMeant) {
        if (rows.isEmpty()) {
            return List.of();
        }
        if (rows.size() > TOGETHER) {
            checkAll(writing, rows, change);
            return updateInParts(writing, rows, change, stillMeant, 1);
        }
        return updateTogether(writing, rows, change, stillMeant);
    }

    private List<Row> updateInParts(
            Writing writing, List<Row> rows, UnaryOperator<ObjectNode> change, Predicate<Row> stillMeant, int size) {
        return Parallel.map(
                        parts(rows, size), WRITES_AT_ONCE, part -> updateTogether(writing, part, change, stillMeant))
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    /** So that a bad value is refused before the first row is written. */
    private void checkAll(Writing writing, List<Row> rows, UnaryOperator<ObjectNode> change) {
        Table table = rows.getFirst().table();
        List<ObjectNode> after = new ArrayList<>(rows.size());
        for (Row row : rows) {
            ObjectNode values = change.apply(row.values());
            RowRules.normalise(table, values);
            RowRules.check(table, row.values(), values);
            after.add(values);
        }
        references.check(writing, table, after, rows);
    }

    private List<Row> updateTogether(
            Writing writing, List<Row> rows, UnaryOperator<ObjectNode> change, Predicate<Row> stillMeant) {
        Table table = rows.getFirst().table();
        List<Row> current = rows;
        Patience patience = new Patience(writing);
        while (!current.isEmpty()) {
            Transaction transaction = new Transaction(writing, this);
            for (Row row : current) {
                ObjectNode values = change.apply(transaction.valuesOf(row));
                RowRules.normalise(table, values);
                transaction.update(row, values);
            }
            List<Row> before = current;
            List<ObjectNode> after = before.stream().map(transaction::valuesOf).toList();
            for (int i = 0; i < after.size(); i++) {
                RowRules.check(table, before.get(i).values(), after.get(i));
            }
            references.check(writing, table, after, before);
            if (transaction.size() > MOST_STEPS && current.size() > 1) {
                return updateInParts(writing, current, change, stillMeant, 1);
            }
            switch (store.write(transaction.changes(sealing), List.of(), writing.causes())) {
                case Outcome.Written(var written) -> {
                    return before.stream()
                            .map(row -> written.get(transaction.positionOf(row.key())))
                            .toList();
                }
                case Outcome.Taken(var refused, var unique, var holder) -> {
                    if (!settles(refused, unique.name())) {
                        throw Violations.unique(table, unique.name(), unique.columns(), rowOf(refused));
                    }
                    patience.pause();
                }
                case Outcome.Exists(var refused) -> throw Violations.primaryKey(table, rowOf(refused));
                case Outcome.Stale stale -> patience.pause();
            }
            // After the pause: what was read before it would be stale again.
            current = store.findAll(table, before.stream().map(Row::key).toList()).stream()
                    .filter(stillMeant)
                    .toList();
        }
        return List.of();
    }

    /** Deletes rows and what the foreign keys say goes with them. Children go first: a crash leaves their parent. */
    public void delete(Writing writing, List<Row> rows) {
        new Cascade(store, this).delete(writing, rows);
    }

    /**
     * Deletes one row alone, as it was read: for a row whose references were moved to another. What still refers to it
     * is left, and is for the caller to look for.
     *
     * @return false when somebody changed or deleted the row since
     */
    public boolean deleteUnchanged(Writing writing, Row row) {
        Transaction transaction = new Transaction(writing, this);
        transaction.delete(row);
        return store.write(transaction.changes(sealing)).isWritten();
    }

    /** Deletes one row alone; false when it is gone already. */
    boolean deleteRow(Writing writing, Row row) {
        Row current = row;
        Patience patience = new Patience(writing);
        while (true) {
            Transaction transaction = new Transaction(writing, this);
            transaction.delete(current);
            if (store.write(transaction.changes(sealing)).isWritten()) {
                return true;
            }
            patience.pause();
            List<Row> again = store.findAll(row.table(), List.of(row.key()));
            if (again.isEmpty()) {
                return false;
            }
            current = again.getFirst();
        }
    }
}
