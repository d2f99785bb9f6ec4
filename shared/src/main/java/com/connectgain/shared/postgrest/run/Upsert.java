package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.catalog.Table.Unique;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Preferences.Resolution;
import com.connectgain.shared.postgrest.write.RowWriter;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Violations;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** INSERT ... ON CONFLICT: rows that are there already are changed, or left alone. */
final class Upsert {

    private static final String TENANT = "organization_id";
    private static final int ATTEMPTS = 20;

    /** @param rows what was written, in the order of the payload */
    record Result(List<Row> rows, int created) {}

    private final Store store;
    private final Records records;
    private final Writing writing;
    private final Table table;
    private final ApiRequest request;
    private final RowSecurity security;

    Upsert(Store store, Records records, Writing writing, Table table, ApiRequest request, RowSecurity security) {
        this.store = store;
        this.records = records;
        this.writing = writing;
        this.table = table;
        this.request = request;
        this.security = security;
    }

    Result run(List<ObjectNode> rows, Set<String> columns, RowWriter writer) {
        Arbiter arbiter = arbiter(request.query().onConflict());
        boolean merges = request.preferences().resolution() == Resolution.MERGE_DUPLICATES;
        return write(rows, columns, writer, arbiter, merges);
    }

    /** PUT: the row becomes what was sent. */
    Result replace(ObjectNode row, Set<String> columns, RowWriter writer) {
        return write(List.of(row), columns, writer, arbiter(null), true);
    }

    /** The constraint that decides what a conflict is; a null name is the primary key. */
    private record Arbiter(String constraint, List<String> columns) {}

    private Arbiter arbiter(List<String> asked) {
        if (asked == null || sameColumns(asked, table.primaryKey())) {
            return new Arbiter(null, table.primaryKey());
        }
        for (Unique unique : table.uniques()) {
            if (!unique.isPartial() && sameColumns(asked, unique.columns())) {
                return new Arbiter(unique.name(), unique.columns());
            }
        }
        throw Problem.of(
                400, "42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification");
    }

    private static boolean sameColumns(List<String> asked, List<String> key) {
        Set<String> left = new HashSet<>(asked);
        Set<String> right = new HashSet<>(key);
        left.remove(TENANT);
        right.remove(TENANT);
        return left.equals(right);
    }

    private Result write(
            List<ObjectNode> rows, Set<String> columns, RowWriter writer, Arbiter arbiter, boolean merges) {
        Row[] written = new Row[rows.size()];
        boolean[] skipped = new boolean[rows.size()];
        int created = 0;
        refuseDuplicates(rows, arbiter, merges, skipped);
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            List<Integer> missing = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                if (written[i] != null || skipped[i]) {
                    continue;
                }
                Optional<Row> existing = existing(arbiter, rows.get(i));
                if (existing.isEmpty()) {
                    missing.add(i);
                } else if (merges) {
                    written[i] = merged(existing.get(), rows.get(i), columns, writer);
                } else {
                    skipped[i] = true;
                }
            }
            if (missing.isEmpty()) {
                return new Result(
                        Arrays.stream(written).filter(row -> row != null).toList(), created);
            }
            List<ObjectNode> fresh =
                    missing.stream().map(i -> rows.get(i).deepCopy()).toList();
            switch (records.tryInsert(writing, table, fresh)) {
                case Records.Inserted.Done(var inserted) -> {
                    for (int i = 0; i < missing.size(); i++) {
                        written[missing.get(i)] = inserted.get(i);
                    }
                    created += inserted.size();
                }
                case Records.Inserted.Refused(var clash) -> {
                    boolean arbitrated = clash.constraint()
                            .equals(arbiter.constraint() == null ? table.name() + "_pkey" : arbiter.constraint());
                    if (!arbitrated) {
                        throw Violations.unique(table, clash.constraint(), clash.columns(), clash.row());
                    }
                }
            }
        }
        throw Problem.of(409, "40001", "could not serialize access due to concurrent update");
    }

    /** SQL refuses to update one row twice in a statement; inserting one twice and ignoring the second is fine. */
    private void refuseDuplicates(List<ObjectNode> rows, Arbiter arbiter, boolean merges, boolean[] skipped) {
        Set<List<JsonNode>> seen = new HashSet<>();
        for (int i = 0; i < rows.size(); i++) {
            ObjectNode row = rows.get(i);
            List<JsonNode> key = arbiter.columns().stream().map(row::path).toList();
            if (key.stream().anyMatch(JsonNode::isNull) || seen.add(key)) {
                continue;
            }
            if (merges) {
                throw Problem.of(500, "21000", "ON CONFLICT DO UPDATE command cannot affect row a second time")
                        .withHint("Ensure that no rows proposed for insertion within the same command have "
                                + "duplicate constrained values.");
            }
            skipped[i] = true;
        }
    }

    private Optional<Row> existing(Arbiter arbiter, ObjectNode row) {
        if (arbiter.constraint() != null) {
            boolean complete = arbiter.columns().stream()
                    .noneMatch(column -> row.path(column).isNull());
            return complete ? store.findUnique(table, writing.tenant(), arbiter.constraint(), row) : Optional.empty();
        }
        return store.findAll(table, List.of(Row.fresh(table, row).key())).stream()
                .findFirst();
    }

    private Row merged(Row existing, ObjectNode row, Set<String> columns, RowWriter writer) {
        if (!security.covers(table, table.access().update(), existing.values())) {
            throw Problem.of(
                    403, "42501", "new row violates row-level security policy for table \"" + table.name() + "\"");
        }
        return records.update(writing, List.of(existing), values -> writer.merge(values, row, columns), current -> true)
                .getFirst();
    }
}
