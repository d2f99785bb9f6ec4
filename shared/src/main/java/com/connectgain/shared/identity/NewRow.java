package com.connectgain.shared.identity;

import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.sql.LeftOut;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Rows that the server itself makes: the catalog's defaults filled in, derived columns computed. */
public final class NewRow {

    private NewRow() {}

    public static Row of(Table table, ObjectNode values, Instant now) {
        return Row.fresh(table, new LeftOut(now, () -> Ids.at(now.toEpochMilli()), null).complete(table, values));
    }

    /** {@code values} as they are written back: touched, and derived anew. */
    static ObjectNode touched(Table table, ObjectNode values, Instant now) {
        values.put("updated_at", DateTimes.print(now));
        LeftOut.derive(table, values);
        return values;
    }
}
