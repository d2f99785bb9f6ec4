package com.connectgain.shared.identity;

import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.crypto.RandomText;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Makes keys for {@code X-API-Key}. The key itself is in the answer and nowhere else; the row has its hash. */
public final class ApiKeys {

    private static final int RANDOM_BYTES = 24;
    private static final int PREFIX = 9;

    /** A key that was just made, with its row. */
    public record Issued(String key, Row row) {

        /** Never the key. */
        @Override
        public String toString() {
            return "Issued[" + row.id() + "]";
        }
    }

    private final Store store;
    private final Clock clock;

    ApiKeys(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * @param expires null for never
     * @param permissions the flags stated; the documented ones that are left out are on
     * @param createdBy the member who asked for it; null for the installation itself
     */
    public Issued issue(
            String organizationId,
            String name,
            Instant expires,
            Map<Permission, Boolean> permissions,
            String createdBy) {
        String key = "cg_" + RandomText.hex(RANDOM_BYTES);
        ObjectNode values = Json.object()
                .put("organization_id", organizationId)
                .put("name", name)
                .put("key_hash", Hashes.sha256Hex(key))
                .put("key_prefix", key.substring(0, PREFIX))
                .put("expires_at", expires == null ? null : DateTimes.print(expires))
                .put("created_by", createdBy);
        ObjectNode flags = values.putObject("permissions")
                .put(Permission.CAN_SEND_MESSAGES.key(), true)
                .put(Permission.CAN_READ_MESSAGES.key(), true);
        permissions.forEach((permission, on) -> flags.put(permission.key(), on));
        Row row = NewRow.of(store.table("api_keys"), values, clock.instant());
        return new Issued(key, store.insert(row).row());
    }
}
