package com.connectgain.shared.postgrest.write;

import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Condition;
import com.connectgain.shared.postgrest.request.Operation;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.postgrest.request.Placed;
import com.connectgain.shared.sql.Literals;
import com.connectgain.shared.sql.Values;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;

/** The one row that a PUT names: by its whole primary key, with {@code eq} and nothing else. */
public final class PutTarget {

    private PutTarget() {}

    /** The key's values, or PGRST105. */
    public static ObjectNode key(ApiRequest request, Table table, Instant now) {
        ObjectNode key = Json.object();
        for (Placed<Condition> placed : request.query().conditions()) {
            boolean plain = placed.isRoot()
                    && placed.what() instanceof Condition.Filter filter
                    && !filter.negated()
                    && !filter.inLogic()
                    && !filter.field().hasPath()
                    && filter.operation() instanceof Operation.Apply apply
                    && apply.operator() == Operator.EQ
                    && apply.quantifier() == null;
            if (!plain) {
                throw PgrstError.putNeedsPrimaryKey();
            }
            Condition.Filter filter = (Condition.Filter) placed.what();
            Column column = table.column(filter.field().column()).orElseThrow(PgrstError::putNeedsPrimaryKey);
            key.set(column.name(), Literals.read(column.type(), ((Operation.Apply) filter.operation()).value(), now));
        }
        boolean whole = key.size() == table.primaryKey().size();
        if (!whole || key.isEmpty() || !table.primaryKey().stream().allMatch(key::has)) {
            throw PgrstError.putNeedsPrimaryKey();
        }
        return key;
    }

    /**
     * The row of the payload that has the key; others in it are left alone, as PostgREST leaves them.
     *
     * @throws com.connectgain.shared.http.Problem PGRST115 when none has it, or more than one
     */
    public static ObjectNode only(Table table, List<ObjectNode> rows, ObjectNode key) {
        List<ObjectNode> named =
                rows.stream().filter(row -> hasKey(table, row, key)).toList();
        if (named.size() != 1) {
            throw PgrstError.putKeyDiffers();
        }
        return named.getFirst();
    }

    private static boolean hasKey(Table table, ObjectNode row, ObjectNode key) {
        for (String name : table.primaryKey()) {
            JsonNode value = row.path(name);
            Column column = table.column(name).orElseThrow();
            if (value.isNull() || value.isMissingNode() || !Values.equal(column.type(), value, key.get(name))) {
                return false;
            }
        }
        return true;
    }
}
