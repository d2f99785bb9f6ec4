package com.connectgain.shared.postgrest.query;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;
import java.time.Instant;

/**
 * Binds requests to one catalog: resolves tables, columns, types and relationships. Immutable; make one per catalog.
 */
public final class Binder {

    private static final double CLOSE_TABLE = 0.75;

    private final Catalog catalog;
    private final Relationships relationships;
    private final long mostRows;

    /** @param mostRows what a level gives at most, whatever the limit */
    public Binder(Catalog catalog, long mostRows) {
        this.catalog = catalog;
        this.relationships = new Relationships(catalog);
        this.mostRows = mostRows;
    }

    public Relationships relationships() {
        return relationships;
    }

    /** The table of that name that clients may know of, or PGRST205. */
    public Table table(String name) {
        return catalog.find(name)
                .filter(table -> !table.access().isInternal())
                .orElseThrow(() -> PgrstError.unknownTable(
                        name,
                        Similarity.closest(
                                name,
                                catalog.tables().stream()
                                        .filter(table -> !table.access().isInternal())
                                        .map(Table::name)
                                        .toList(),
                                CLOSE_TABLE)));
    }

    /** @param now what {@code now} and {@code today} mean in filters */
    public BoundQuery bind(ApiRequest request, Instant now) {
        return bind(request, table(request.table()), now);
    }

    /** Binds to a table that the caller has found: for a function's rows, or an internal table. */
    public BoundQuery bind(ApiRequest request, Table table, Instant now) {
        LevelBinder root = LevelBinder.root(table, request, relationships, mostRows, now);
        return new BoundQuery(request, root.bind());
    }
}
