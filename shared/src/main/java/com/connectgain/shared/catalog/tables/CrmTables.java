package com.connectgain.shared.catalog.tables;

import com.connectgain.shared.catalog.Table;
import java.util.List;
import java.util.stream.Stream;

/** Contacts, companies, deals, tasks and projects. */
public final class CrmTables {

    private CrmTables() {}

    public static List<Table> tables() {
        return Stream.of(ContactTables.tables(), DealTables.tables(), WorkTables.tables())
                .flatMap(List::stream)
                .toList();
    }
}
