package com.connectgain.shared.assignment;

import com.connectgain.shared.store.AccessPath;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.util.List;

/** The members of an organization who work there now. */
public final class ActiveMembers {

    private ActiveMembers() {}

    /** Their profiles. The index may be a moment behind them, so each is asked again. */
    public static List<Row> of(Store store, String tenant) {
        return store.readAll(store.table("profiles"), tenant, new AccessPath.Equal("is_active", "true")).stream()
                .filter(member -> member.is("is_active"))
                .toList();
    }
}
