package com.connectgain.shared.catalog.tables;

import com.connectgain.shared.catalog.Table;
import java.util.List;
import java.util.stream.Stream;

/** Organizations, their members, keys, subscriptions and settings, and the sign-ins behind them. */
public final class AccountTables {

    private AccountTables() {}

    public static List<Table> tables() {
        return Stream.of(
                        OrganizationTables.tables(),
                        MemberTables.tables(),
                        WorkspaceTables.tables(),
                        IdentityTables.tables())
                .flatMap(List::stream)
                .toList();
    }
}
