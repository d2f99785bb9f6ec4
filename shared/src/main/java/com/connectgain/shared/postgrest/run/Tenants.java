package com.connectgain.shared.postgrest.run;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.postgrest.query.BoundLevel;
import com.connectgain.shared.postgrest.query.Predicate;
import com.connectgain.shared.postgrest.request.Operation.Operator;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/** The tenant of a request: the credential's, or, for the service role alone, the one that the request names. */
final class Tenants {

    private static final String COLUMN = "organization_id";
    private static final String NOBODY = "nobody";

    private Tenants() {}

    static String of(BoundLevel level, Caller caller) {
        return of(level.table(), caller, () -> named(level.filter()));
    }

    static String of(Table table, List<ObjectNode> rows, Caller caller) {
        return of(
                table,
                caller,
                () -> rows.stream()
                        .map(row -> row.path(COLUMN).asText(""))
                        .distinct()
                        .reduce((left, right) -> "")
                        .filter(name -> !name.isEmpty()));
    }

    private static String of(Table table, Caller caller, java.util.function.Supplier<Optional<String>> named) {
        if (caller.organizationId() != null) {
            return table.scope() == Table.Scope.GLOBAL ? Store.GLOBAL : caller.organizationId();
        }
        if (caller.credential() != Credential.SERVICE) {
            return NOBODY;
        }
        if (table.scope() != Table.Scope.ORGANIZATION) {
            return Store.GLOBAL;
        }
        return named.get()
                .orElseThrow(() -> Problem.of(400, "22023", "The service role has to name one organization")
                        .withHint(
                                "Filter with organization_id=eq.<id>, or send the same organization_id in every row."));
    }

    private static Optional<String> named(Predicate filter) {
        return switch (filter) {
            case Predicate.And(var members) ->
                members.stream().map(Tenants::named).flatMap(Optional::stream).findFirst();
            case Predicate.Comparison(var left, var operator, var value)
            when left.isColumn()
                    && operator == Operator.EQ
                    && left.column().name().equals(COLUMN) -> Optional.of(value.asText());
            default -> Optional.empty();
        };
    }
}
