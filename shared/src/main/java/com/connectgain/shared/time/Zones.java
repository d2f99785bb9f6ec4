package com.connectgain.shared.time;

import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** Time zones by their IANA names. One that is not stated, or that nobody knows, is UTC. */
public final class Zones {

    private Zones() {}

    /** @param name may be null */
    public static ZoneId named(String name) {
        try {
            return name == null ? ZoneOffset.UTC : ZoneId.of(name);
        } catch (DateTimeException unknown) {
            return ZoneOffset.UTC;
        }
    }

    public static ZoneId of(Optional<Row> organization) {
        return named(organization.map(row -> row.text("timezone")).orElse(null));
    }

    public static ZoneId of(Store store, String organization) {
        return of(store.find("organizations", organization, organization));
    }
}
