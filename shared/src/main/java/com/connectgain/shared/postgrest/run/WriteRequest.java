package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Rule;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.postgrest.answer.Affected;
import com.connectgain.shared.postgrest.answer.Answers;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.BoundQuery;
import com.connectgain.shared.postgrest.query.Evaluation;
import com.connectgain.shared.postgrest.query.ResultRow;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Preferences.Missing;
import com.connectgain.shared.postgrest.write.Payload;
import com.connectgain.shared.postgrest.write.PutTarget;
import com.connectgain.shared.postgrest.write.RowWriter;
import com.connectgain.shared.postgrest.write.WriteContext;
import com.connectgain.shared.records.Disclosure;
import com.connectgain.shared.records.Records;
import com.connectgain.shared.records.Trigger;
import com.connectgain.shared.records.Writing;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** One POST, PATCH, PUT or DELETE. Everything that can be refused is refused before the first row is written. */
final class WriteRequest {

    private final Store store;
    private final Records records;
    private final ApiRequest request;
    private final BoundLevel level;
    private final BoundQuery query;
    private final Table table;
    private final Caller caller;
    private final RowSecurity security;
    private final Instant now;
    private final Disclosure disclosure = new Disclosure();

    WriteRequest(Store store, Records records, BoundQuery bound, Caller caller, Instant now) {
        this.store = store;
        this.records = records;
        this.request = bound.request();
        this.caller = caller;
        this.security = new RowSecurity(caller, store);
        this.level = security.readable(bound.root());
        this.query = new BoundQuery(request, level);
        this.table = store.table(bound.root().table().name());
        this.now = now;
    }

    Response answer() {
        return switch (request.method()) {
            case POST -> insert();
            case PATCH -> update();
            case PUT -> put();
            case DELETE -> delete();
            case GET, HEAD -> throw new IllegalStateException("not a write");
        };
    }

    private Response insert() {
        BroughtDeal brought = BroughtDeal.in(table, Payload.read(request));
        Payload payload = brought.host();
        String tenant = Tenants.of(table, payload.rows(), caller);
        List<ObjectNode> rows = newRows(table, tenant, payload);
        boolean upsert = request.preferences().resolution() != null
                && (request.query().onConflict() != null || !table.primaryKey().isEmpty());
        Writing writing = writing(tenant).naming(payload.columns());
        if (brought.deal() != null) {
            return insertWithDeal(writing, rows.getFirst(), brought, upsert);
        }
        if (!upsert) {
            Affected.check(request, rows.size());
            List<Row> written = rows.isEmpty() ? List.of() : records.insert(writing, table, rows);
            return answers().inserted(shown(tenant, written), written.size());
        }
        Upsert.Result result = new Upsert(store, records, writing, table, request, security)
                .run(rows, payload.columns(), writer(table, tenant));
        return answers().inserted(shown(tenant, result.rows()), result.created());
    }

    private Response insertWithDeal(Writing writing, ObjectNode row, BroughtDeal brought, boolean upsert) {
        if (upsert) {
            throw Problem.badRequest("deal goes with new rows only");
        }
        Table deals = store.table(BroughtDeal.TABLE);
        ObjectNode deal =
                newRows(deals, writing.tenant(), brought.of(table, row)).getFirst();
        Row written = records.insert(writing, table, row, deals, deal).getFirst();
        return answers().inserted(shown(writing.tenant(), List.of(written)), 1);
    }

    private List<ObjectNode> newRows(Table into, String tenant, Payload payload) {
        RowWriter writer = writer(into, tenant);
        Set<String> named = writer.known(payload.columns());
        if (!payload.rows().isEmpty() && security.reachesNothing(into.access().insert())) {
            throw rowSecurity(into);
        }
        requireWritable(into, named);
        Writing writing = writing(tenant).naming(named);
        Trigger trigger = records.trigger(into);
        boolean defaults = request.preferences().missing() == Missing.DEFAULT;
        List<ObjectNode> rows = new ArrayList<>(payload.rows().size());
        for (ObjectNode sent : payload.rows()) {
            ObjectNode filled = sent.deepCopy();
            trigger.fill(writing, filled);
            Set<String> columns = new TreeSet<>(named);
            filled.fieldNames().forEachRemaining(name -> {
                if (!sent.has(name)) {
                    columns.add(name);
                }
            });
            ObjectNode row = writer.insert(filled, columns, defaults);
            trigger.claim(writing, row);
            requireCovered(into, into.access().insert(), row);
            rows.add(row);
        }
        return rows;
    }

    private Response update() {
        requireFilter("UPDATE");
        Payload payload = Payload.read(request);
        String tenant = Tenants.of(level, caller);
        if (RowWriter.changesNothing(payload)) {
            return answers().updated(List.of());
        }
        RowWriter writer = writer(table, tenant);
        requireWritable(table, writer.known(payload.columns()));
        List<Row> targets = targets(tenant, table.access().update());
        Affected.check(request, targets.size());
        UnaryOperator<ObjectNode> change = values -> {
            ObjectNode after = writer.update(request, values, payload);
            requireCovered(table, table.access().update(), after);
            return after;
        };
        List<Row> written =
                records.update(writing(tenant).naming(payload.columns()), targets, change, this::isStillMeant);
        return answers().updated(shown(tenant, written));
    }

    private Response delete() {
        requireFilter("DELETE");
        String tenant = Tenants.of(level, caller);
        List<Row> targets = targets(tenant, table.access().delete());
        Affected.check(request, targets.size());
        List<ResultRow> shown = shown(tenant, targets);
        records.delete(writing(tenant), targets);
        return answers().deleted(shown);
    }

    private Response put() {
        ObjectNode key = PutTarget.key(request, table, now);
        Payload payload = Payload.read(request);
        String tenant = Tenants.of(table, payload.rows(), caller);
        ObjectNode row = PutTarget.only(table, newRows(table, tenant, payload), key);
        Upsert.Result result = new Upsert(
                        store, records, writing(tenant).naming(payload.columns()), table, request, security)
                .replace(row, payload.columns(), writer(table, tenant));
        return answers().put(shown(tenant, result.rows()), result.created() > 0);
    }

    /** Without a filter a slip of the client's would touch every row; a foreign suite may mean it. */
    private void requireFilter(String statement) {
        if (!table.isForeign() && request.query().conditions().isEmpty()) {
            throw Problem.of(400, "21000", statement + " requires a WHERE clause");
        }
    }

    private List<Row> targets(String tenant, Rule rule) {
        return new Reading(store, tenant).matching(security.restricted(level, rule));
    }

    /** Another writer changed the row meanwhile: the filter has to hold for what it is now. */
    private boolean isStillMeant(Row row) {
        return Evaluation.keeps(level.filter(), Masking.view(table, row.values()));
    }

    private void requireCovered(Table of, Rule rule, ObjectNode row) {
        if (!security.covers(of, rule, row)) {
            throw rowSecurity(of);
        }
    }

    private static Problem rowSecurity(Table of) {
        return Problem.of(403, "42501", "new row violates row-level security policy for table \"" + of.name() + "\"");
    }

    private void requireWritable(Table of, Set<String> named) {
        for (String name : named) {
            Column column = of.column(name).orElseThrow();
            if (column.writers().filter(security::reachesNothing).isPresent()) {
                throw Problem.of(403, "42501", "permission denied for column " + name + " of table " + of.name());
            }
        }
    }

    private List<ResultRow> shown(String tenant, List<Row> rows) {
        return request.preferences().returnsRows()
                ? new Reading(store, tenant).shown(level, rows, disclosure)
                : rows.stream()
                        .map(row -> new ResultRow(row.values(), List.of()))
                        .toList();
    }

    private Answers answers() {
        return new Answers(query, now);
    }

    private Writing writing(String tenant) {
        return new Writing(store, tenant, caller.userId(), now).disclosing(disclosure);
    }

    private RowWriter writer(Table of, String tenant) {
        boolean scoped = of.scope() == Table.Scope.ORGANIZATION;
        return new RowWriter(
                of,
                new WriteContext(
                        now,
                        Ids::next,
                        name -> store.operations().next("sequence#" + name),
                        caller.userId(),
                        scoped ? tenant : null,
                        request.dialect()));
    }
}
