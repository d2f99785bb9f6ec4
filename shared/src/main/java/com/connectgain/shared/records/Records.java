package com.connectgain.shared.records;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.Change;
import com.connectgain.shared.store.Outcome;
import com.connectgain.shared.store.Parallel;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Inserts, updates and deletes rows with the rules of the catalog. Rows come in complete, typed and checked by
 * themselves; what depends on other rows is done here.
 */
public final class Records {

    /** As many rows are written in one transaction; beyond it each row is its own. */
    private static final int TOGETHER = 20;

    private static final int WRITES_AT_ONCE = 16;
    private static final int ATTEMPTS = 100;

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

    private static final Trigger NO_TRIGGER = new Trigger() {};

    public Trigger trigger(Table table) {
        return triggers.getOrDefault(table.name(), NO_TRIGGER);
    }

    /** A new row that could not be written because another holds its key or unique value. */
    public record Clash(ObjectNode row, String constraint, List<String> columns, RowKey holder) {}

    /** What came of an insert: all rows, or the first clash and nothing. */
    public sealed interface Inserted {
        record Done(List<Row> rows) implements Inserted {}

        record Refused(Clash clash) implements Inserted {}
    }

    /** Inserts all rows, or none; a clash leaves as PostgreSQL's 23505. */
    public List<Row> insert(Writing writing, Table table, List<ObjectNode> rows) {
        return switch (tryInsert(writing, table, rows)) {
            case Inserted.Done(var written) -> written;
            case Inserted.Refused(var clash) ->
                throw Violations.unique(table, clash.constraint(), clash.columns(), clash.row());
        };
    }

    public Inserted tryInsert(Writing writing, Table table, List<ObjectNode> rows) {
        references.check(writing, table, rows, null);
        List<List<Change>> changes = new ArrayList<>(rows.size());
        for (ObjectNode row : rows) {
            List<Change> own = new ArrayList<>();
            List<Change> alongside = trigger(table).inserting(writing, row);
            sealing.apply(table, null, row);
            own.add(new Change.Insert(Row.fresh(table, row)));
            own.addAll(alongside);
            changes.add(own);
        }
        if (rows.size() <= TOGETHER) {
            return insertTogether(table, changes);
        }
        return insertInParts(table, changes);
    }

    private Inserted insertTogether(Table table, List<List<Change>> changes) {
        Outcome outcome = store.write(changes.stream().flatMap(List::stream).toList());
        return switch (outcome) {
            case Outcome.Written(var written) -> {
                List<Row> rows = new ArrayList<>(changes.size());
                int at = 0;
                for (List<Change> own : changes) {
                    rows.add(written.get(at));
                    at += own.size();
                }
                yield new Inserted.Done(rows);
            }
            case Outcome.Taken(var change, var unique, var holder) ->
                new Inserted.Refused(new Clash(rowOf(change), unique.name(), unique.columns(), holder));
            case Outcome.Exists(var change) ->
                new Inserted.Refused(new Clash(
                        rowOf(change),
                        table.name() + "_pkey",
                        table.primaryKey(),
                        ((Change.Insert) change).row().key()));
            case Outcome.Stale(var change) ->
                throw Problem.of(409, "40001", "could not serialize access due to concurrent update");
        };
    }

    private static ObjectNode rowOf(Change change) {
        return switch (change) {
            case Change.Insert(var row) -> row.values();
            case Change.Update update -> update.after();
            case Change.Delete(var row) -> row.values();
            case Change.Keep(var row) -> row.values();
        };
    }

    /**
     * More rows than one transaction holds: written side by side, and taken back when one of them clashes, so that the
     * caller still sees all or nothing.
     */
    private Inserted insertInParts(Table table, List<List<Change>> changes) {
        List<Inserted> results = Parallel.map(changes, WRITES_AT_ONCE, own -> insertTogether(table, List.of(own)));
        List<Row> written = new ArrayList<>();
        Inserted.Refused refused = null;
        for (Inserted result : results) {
            switch (result) {
                case Inserted.Done(var rows) -> written.addAll(rows);
                case Inserted.Refused first -> refused = refused == null ? first : refused;
            }
        }
        if (refused == null) {
            return new Inserted.Done(written);
        }
        Parallel.map(written, WRITES_AT_ONCE, store::delete);
        return refused;
    }

    /**
     * Changes rows that were read. A row that another writer changed meanwhile is read again; it is left alone when it
     * is gone or {@code stillMeant} no longer holds for it.
     *
     * @return the rows that were changed, as they are now
     */
    public List<Row> update(
            Writing writing, List<Row> rows, UnaryOperator<ObjectNode> change, Predicate<Row> stillMeant) {
        if (rows.isEmpty()) {
            return List.of();
        }
        Table table = rows.getFirst().table();
        if (rows.size() > TOGETHER) {
            checkAll(writing, table, rows, change);
            return Parallel.map(
                            rows,
                            WRITES_AT_ONCE,
                            row -> updateTogether(writing, table, List.of(row), change, stillMeant))
                    .stream()
                    .flatMap(List::stream)
                    .toList();
        }
        return updateTogether(writing, table, rows, change, stillMeant);
    }

    /** So that a bad value is refused before the first row is written. */
    private void checkAll(Writing writing, Table table, List<Row> rows, UnaryOperator<ObjectNode> change) {
        List<ObjectNode> after =
                rows.stream().map(row -> change.apply(row.values())).toList();
        references.check(writing, table, after, rows);
    }

    private List<Row> updateTogether(
            Writing writing, Table table, List<Row> rows, UnaryOperator<ObjectNode> change, Predicate<Row> stillMeant) {
        List<Row> current = rows;
        for (int attempt = 0; attempt < ATTEMPTS && !current.isEmpty(); attempt++) {
            List<ObjectNode> after = new ArrayList<>(current.size());
            List<Change> changes = new ArrayList<>();
            List<Integer> positions = new ArrayList<>(current.size());
            for (Row row : current) {
                ObjectNode values = change.apply(row.values());
                List<Change> alongside = trigger(table).updating(writing, row, values);
                sealing.apply(table, row.values(), values);
                after.add(values);
                positions.add(changes.size());
                changes.add(new Change.Update(row, values));
                changes.addAll(alongside);
            }
            references.check(writing, table, after, current);
            Outcome outcome = store.write(changes);
            if (outcome instanceof Outcome.Written(var written)) {
                return positions.stream().map(written::get).toList();
            }
            if (outcome instanceof Outcome.Taken taken) {
                Unique unique = taken.unique();
                throw Violations.unique(table, unique.name(), unique.columns(), rowOf(taken.change()));
            }
            if (outcome instanceof Outcome.Exists(var refused)) {
                throw Violations.primaryKey(table, rowOf(refused));
            }
            pause(attempt);
            List<RowKey> keys = current.stream().map(Row::key).toList();
            current = store.findAll(table, keys).stream().filter(stillMeant).toList();
        }
        if (current.isEmpty()) {
            return List.of();
        }
        throw Problem.of(409, "40001", "could not serialize access due to concurrent update");
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(1, 5L + Math.min(200L, 2L << Math.min(attempt, 7))));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Deletes rows and what the foreign keys say goes with them. Children go first: a crash leaves their parent. */
    public void delete(Writing writing, List<Row> rows) {
        new Cascade(store, this).delete(writing, rows);
    }
}
