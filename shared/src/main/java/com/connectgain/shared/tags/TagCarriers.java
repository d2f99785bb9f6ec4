package com.connectgain.shared.tags;

import com.connectgain.shared.catalog.Catalog;
import com.connectgain.shared.catalog.Column;
import com.connectgain.shared.catalog.Table;
import java.util.List;
import java.util.Optional;

/** The tables whose rows carry tags: every one of the catalog with a {@code tags} column that is found by its values. */
public final class TagCarriers {

    public static final String COLUMN = "tags";

    private TagCarriers() {}

    public static List<Table> of(Catalog catalog) {
        return catalog.tables().stream().filter(TagCarriers::isCarrier).toList();
    }

    public static Optional<Table> named(Catalog catalog, String name) {
        return catalog.find(name).filter(TagCarriers::isCarrier);
    }

    private static boolean isCarrier(Table table) {
        return !table.isForeign()
                && table.scope() == Table.Scope.ORGANIZATION
                && table.column(COLUMN).filter(Column::isPosted).isPresent();
    }
}
