package com.connectgain.shared.postgrest.write;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.request.Preferences.Missing;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.sql.JsonInput;
import com.connectgain.shared.sql.LeftOut;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns payloads into rows of one table: types, defaults, normal forms, derived columns, checks. A row that comes out
 * is whole and valid by itself.
 */
public final class RowWriter {

    private static final String TENANT = "organization_id";
    private static final String TOUCHED = "updated_at";

    private final Table table;
    private final WriteContext context;
    private final RowChecks checks;
    private final LeftOut leftOut;

    public RowWriter(Table table, WriteContext context) {
        this.table = table;
        this.context = context;
        this.checks = new RowChecks(table);
        this.leftOut = new LeftOut(context.now(), context.newId(), context.userId(), context.sequence());
    }

    /** The rows that a POST or PUT wants to exist. */
    public List<ObjectNode> inserts(ApiRequest request, Payload payload) {
        boolean defaults = request.preferences().missing() == Missing.DEFAULT;
        Set<String> columns = known(payload.columns());
        List<ObjectNode> rows = new ArrayList<>(payload.rows().size());
        for (ObjectNode sent : payload.rows()) {
            rows.add(insert(sent, columns, defaults));
        }
        return rows;
    }

    /** One new row; keys among {@code columns} that the payload lacks become null, or the default. */
    public ObjectNode insert(ObjectNode sent, Set<String> columns, boolean missingDefaults) {
        ObjectNode row = Json.object();
        for (Column column : table.columns()) {
            String name = column.name();
            boolean named = columns.contains(name) && (sent.has(name) || !missingDefaults);
            if (named && column.isReadOnly()) {
                throw readOnly(column, true);
            }
            row.set(name, named ? value(column, sent.get(name)) : defaultOf(column));
        }
        forceTenant(row, null);
        finish(row);
        return row;
    }

    /** Whether a PATCH changes anything: without keys it touches no row. */
    public static boolean changesNothing(Payload payload) {
        return payload.rows().isEmpty() || payload.columns().isEmpty();
    }

    /** The row as it is after a PATCH; of an array only the first object counts. */
    public ObjectNode update(ApiRequest request, ObjectNode old, Payload payload) {
        boolean defaults = request.preferences().missing() == Missing.DEFAULT;
        return update(old, payload.rows().getFirst(), known(payload.columns()), defaults);
    }

    public ObjectNode update(ObjectNode old, ObjectNode sent, Set<String> columns, boolean missingDefaults) {
        ObjectNode row = old.deepCopy();
        for (Column column : table.columns()) {
            String name = column.name();
            if (!columns.contains(name)) {
                continue;
            }
            boolean given = sent.has(name) || !missingDefaults;
            JsonNode value = given ? value(column, sent.get(name)) : defaultOf(column);
            if (column.isReadOnly()) {
                if (!value.equals(old.path(name))) {
                    throw readOnly(column, false);
                }
                continue;
            }
            row.set(name, value);
        }
        touch(row, columns);
        forceTenant(row, old);
        finish(row);
        return row;
    }

    /** An upsert's existing row with the columns of the new one that the payload named. */
    public ObjectNode merge(ObjectNode existing, ObjectNode inserted, Set<String> columns) {
        ObjectNode row = existing.deepCopy();
        for (String name : columns) {
            row.set(name, inserted.path(name));
        }
        touch(row, columns);
        forceTenant(row, existing);
        finish(row);
        return row;
    }

    /** @throws Problem PGRST204 for the first key that is no column */
    public Set<String> known(Set<String> keys) {
        for (String key : new TreeSet<>(keys)) {
            if (table.column(key).filter(column -> !column.isHidden()).isEmpty()) {
                throw PgrstError.unknownPayloadColumn(table.name(), key);
            }
        }
        return keys;
    }

    private void touch(ObjectNode row, Set<String> columns) {
        if (!table.isForeign()
                && !columns.contains(TOUCHED)
                && table.column(TOUCHED).isPresent()) {
            row.put(TOUCHED, DateTimes.print(context.now()));
        }
    }

    private JsonNode value(Column column, JsonNode sent) {
        JsonNode typed = JsonInput.read(column.type(), column.name(), sent, context.now());
        return checks.normal(column, typed);
    }

    private JsonNode defaultOf(Column column) {
        JsonNode value = leftOut.value(table, column);
        return value.isNull() ? value : JsonInput.read(column.type(), column.name(), value, context.now());
    }

    /** A row belongs to the caller's tenant, whatever was sent. */
    private void forceTenant(ObjectNode row, ObjectNode old) {
        if (table.scope() != Table.Scope.ORGANIZATION || context.organizationId() == null) {
            return;
        }
        String sent = row.path(TENANT).asText("");
        boolean foreign = !row.path(TENANT).isNull() && !sent.isEmpty() && !sent.equals(context.organizationId());
        if (foreign && context.dialect() == Dialect.STRICT) {
            throw Problem.of(
                    403, "42501", "new row violates row-level security policy for table \"" + table.name() + "\"");
        }
        row.put(TENANT, context.organizationId());
    }

    private void finish(ObjectNode row) {
        LeftOut.derive(table, row);
        checks.check(row);
    }

    private static Problem readOnly(Column column, boolean inserting) {
        String name = "\"" + column.name() + "\"";
        return Problem.of(
                        400,
                        "428C9",
                        inserting
                                ? "cannot insert a non-DEFAULT value into column " + name
                                : "column " + name + " can only be updated to DEFAULT")
                .withDetails("Column " + name + " is set by the server.");
    }
}
