package com.connectgain.shared.store;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.pace.Race;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Rows by tenant. Every read names the tenant and builds its keys from it, so a foreign id finds nothing; every write
 * is one conditional transaction. Thread-safe.
 */
public final class Store {

    /** The tenant of tables without one. */
    public static final String GLOBAL = RowKeys.NO_TENANT;

    private static final int ATTEMPTS = 50;

    private final Dynamo dynamo;
    private final Tables tables;
    private final Catalog catalog;
    private final Reader reader;
    private final Writer writer;
    private final Operations operations;

    public Store(Supplier<DynamoDbClient> client, Tables tables, Catalog catalog, Clock clock) {
        this.dynamo = new Dynamo(client);
        this.tables = tables;
        this.catalog = catalog;
        this.reader = new Reader(dynamo, tables, catalog, clock);
        this.writer = new Writer(dynamo, tables, clock);
        this.operations = new Operations(dynamo, tables.ops(), clock);
    }

    public Catalog catalog() {
        return catalog;
    }

    public Table table(String name) {
        return catalog.table(name);
    }

    public Operations operations() {
        return operations;
    }

    /** The row with this id, if {@code tenant} has it. */
    public Optional<Row> find(Table table, String tenant, String id) {
        if (table.partition().isPresent()) {
            return read(table, tenant, Slice.of(new AccessPath.Equal("id", id), 1)).rows().stream()
                    .findFirst();
        }
        return reader.find(table, new RowKey(RowKeys.home(table, tenant), RowKeys.part(id)));
    }

    public Optional<Row> find(String table, String tenant, String id) {
        return find(table(table), tenant, id);
    }

    /** The rows of these ids that {@code tenant} has, in the order of the ids. */
    public List<Row> findAll(Table table, String tenant, Collection<String> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        if (table.partition().isPresent()) {
            return Parallel.map(List.copyOf(ids), 8, id -> find(table, tenant, id)).stream()
                    .flatMap(Optional::stream)
                    .toList();
        }
        String home = RowKeys.home(table, tenant);
        return reader.findAll(
                table,
                ids.stream().map(id -> new RowKey(home, RowKeys.part(id))).toList());
    }

    /** As {@link #findAll(Table, String, Collection)}, for primary keys of one column of any type. */
    public List<Row> findByPrimaryKey(Table table, String tenant, Collection<JsonNode> values) {
        if (table.partition().isPresent()) {
            return findAll(table, tenant, values.stream().map(JsonNode::asText).toList());
        }
        String home = RowKeys.home(table, tenant);
        return findAll(
                table,
                values.stream()
                        .map(value -> new RowKey(home, RowKeys.part(value)))
                        .toList());
    }

    /** The rows at these keys, as {@link #search} and {@link Outcome.Taken} name them. */
    public List<Row> findAll(Table table, Collection<RowKey> keys) {
        return keys.isEmpty() ? List.of() : reader.findAll(table, keys);
    }

    /**
     * The row that holds a unique value; {@code values} has the columns of the constraint. For a constraint that is
     * unique everywhere the tenant does not matter, and the row found tells it.
     */
    public Optional<Row> findUnique(Table table, String tenant, String constraint, ObjectNode values) {
        Unique unique = table.uniques().stream()
                .filter(candidate -> candidate.name().equals(constraint))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No constraint " + constraint));
        String claim = Entries.claim(table, RowKeys.home(table, tenant), unique, values);
        return dynamo.get(tables.ops(), Dynamo.key(claim, "-"), true).flatMap(item -> reader.find(table, holder(item)));
    }

    private static RowKey holder(Map<String, AttributeValue> claim) {
        return new RowKey(claim.get("rpk").s(), claim.get("rsk").s());
    }

    public Page read(Table table, String tenant, Slice slice) {
        return reader.read(table, tenant, slice);
    }

    /** The keys of a path's rows, as the index has them; not for the paths whose rows are read directly. */
    public KeyPage readKeys(Table table, String tenant, Slice slice) {
        return reader.readKeys(table, tenant, slice);
    }

    /** Every row of a path, page by page; for paths that are known to be short. */
    public List<Row> readAll(Table table, String tenant, AccessPath path) {
        List<Row> rows = new java.util.ArrayList<>();
        Page page = read(table, tenant, Slice.of(path, 1000));
        rows.addAll(page.rows());
        while (!page.isLast()) {
            page = read(table, tenant, Slice.of(path, 1000).startingAfter(page.next()));
            rows.addAll(page.rows());
        }
        return rows;
    }

    /**
     * How many rows of this table the tenant has: read from the leanest index, at a 40th of the price of the rows. Rows
     * past the table's retention do not count; an expiry that each row states is not looked at.
     */
    public long count(Table table, String tenant) {
        return reader.count(table, tenant);
    }

    /**
     * The names of the events that rows of {@code tenant} wait for, by the rows' table. A row that was written before
     * this read began is in it.
     */
    public Map<String, Set<String>> heard(String tenant) {
        return reader.heard(tenant);
    }

    public List<RowKey> search(Table table, String tenant, Predicate<String> matchesFoldedText) {
        return reader.search(table, tenant, matchesFoldedText);
    }

    /** Rows of any tenant whose due time is not after {@code until}, in canonical timestamp form. */
    public List<Row> due(Table table, String until, int limitPerShard) {
        return reader.due(table, until, limitPerShard);
    }

    /** All changes, or none. */
    public Outcome write(List<Change> changes) {
        return write(changes, List.of());
    }

    /**
     * All changes and claims, or none. A claim that another row holds is {@link Outcome.Taken} under its own name.
     *
     * @param claims what rows of the changes take beside them
     */
    public Outcome write(List<Change> changes, List<Claim> claims) {
        return write(changes, claims, List.of());
    }

    /**
     * As {@link #write(List, List)}, by a chain of automations: the written rows tell the stream so, until somebody
     * writes them without a cause.
     *
     * @param causes the ids of the automations, oldest first
     */
    public Outcome write(List<Change> changes, List<Claim> claims, List<String> causes) {
        return writer.write(changes, claims, causes);
    }

    /** All changes, counted, or none. */
    public Outcome writeCounting(List<Change> changes, List<Tally> tallies) {
        return writer.write(changes, List.of(), List.of(), tallies);
    }

    public Outcome insert(Row row) {
        return write(List.of(new Change.Insert(row)));
    }

    public Outcome update(Row before, ObjectNode changes) {
        return write(List.of(new Change.Update(before, before.changed(changes))));
    }

    public Outcome delete(Row row) {
        return write(List.of(new Change.Delete(row)));
    }

    /**
     * Changes a row whatever else happens to it: reads, applies, writes, and again when another writer came between.
     *
     * @param change the new values from the current ones; null leaves the row as it is
     * @return the row as it is now, or nothing when there is none
     */
    public Optional<Row> change(Table table, String tenant, String id, UnaryOperator<ObjectNode> change) {
        Race race = new Race();
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            Optional<Row> current = find(table, tenant, id);
            if (current.isEmpty()) {
                return current;
            }
            ObjectNode after = change.apply(current.get().values().deepCopy());
            if (after == null) {
                return current;
            }
            Outcome outcome = write(List.of(new Change.Update(current.get(), after)));
            if (outcome instanceof Outcome.Written written) {
                return Optional.of(written.row());
            }
            if (!(outcome instanceof Outcome.Stale)) {
                throw new IllegalStateException("Refused: " + outcome.getClass().getSimpleName());
            }
            race.lost();
        }
        throw new StoreBusyException("too many writers on one row");
    }

    /** How many rows were created between two sort values: read from the leanest index. */
    public long countCreated(Table table, String tenant, String from, String to) {
        return reader.countCreated(table, tenant, from, to);
    }

    /** How many rows have a value in an indexed column: read from the lean index, which is a moment behind the rows. */
    public long count(Table table, String tenant, AccessPath.Equal path) {
        return reader.count(table, tenant, path);
    }

    /** How many rows stand on a path of postings: read from the postings alone. */
    public long count(Table table, String tenant, AccessPath.Posted path) {
        return reader.count(table, tenant, path);
    }

    /** What a new row will be in the tables: for whoever loads many at once into tables that nobody else writes to. */
    public Footprint footprint(Row row) {
        return Footprint.of(Row.stored(row.table(), row.values(), row.key(), 1));
    }

    /** What a stored row should look like, and what should stand beside it: for whoever verifies the tables. */
    public Footprint footprint(Map<String, AttributeValue> item) {
        return Footprint.of(RowItems.read(catalog, item));
    }

    /** One cheap real read: is the table there, and is the connection warm? */
    public void ping() {
        dynamo.get(tables.ops(), Dynamo.key("ping", "-"), false);
    }

    /** Loads what reading a row takes, before somebody waits for one. */
    public void prime() {
        ping();
        ObjectNode made =
                Json.object().put("id", "-").put("organization_id", "-").put("created_at", "2000-01-01T00:00:00Z");
        Row row = Row.fresh(table("profiles"), made);
        RowItems.read(catalog, RowItems.write(row.table(), row.values(), row.key(), 1));
    }
}
