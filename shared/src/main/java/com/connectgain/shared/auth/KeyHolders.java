package com.connectgain.shared.auth;

import com.connectgain.shared.crypto.Hashes;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.connectgain.shared.store.StoreBusyException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import software.amazon.awssdk.core.exception.SdkException;

/** Callers by API key: found by the hash of the key, which is all that is kept of it. */
final class KeyHolders {

    private static final String PREFIX = "cg_";
    private static final int LONGEST = 256;
    private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    private final Store store;
    private final Clock clock;

    KeyHolders(Store store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    static boolean isKey(String text) {
        return text.startsWith(PREFIX);
    }

    Caller resolve(String key) {
        if (!isKey(key) || key.length() > LONGEST) {
            throw Problem.invalidApiKey();
        }
        Row row = store.findUnique(
                        store.table("api_keys"),
                        Store.GLOBAL,
                        "api_keys_key_hash_key",
                        Json.object().put("key_hash", Hashes.sha256Hex(key)))
                .filter(this::isUsable)
                .orElseThrow(Problem::invalidApiKey);
        noteUse(row);
        return new Caller(
                Credential.API_KEY,
                row.organization(),
                null,
                null,
                row.id(),
                row.text("name"),
                null,
                Permission.overriding(EnumSet.allOf(Permission.class), row.get("permissions")));
    }

    private boolean isUsable(Row row) {
        return row.is("is_active")
                && row.instant("expires_at").map(clock.instant()::isBefore).orElse(true);
    }

    /** Once a minute at most, and never at the price of the call: losing a race means that another call noted it. */
    private void noteUse(Row row) {
        Instant now = clock.instant();
        boolean noted = row.instant("last_used_at")
                .map(last -> Duration.between(last, now).compareTo(USE_NOTED_EVERY) < 0)
                .orElse(false);
        if (noted) {
            return;
        }
        try {
            store.update(row, Json.object().put("last_used_at", DateTimes.print(now)));
        } catch (SdkException | StoreBusyException unimportant) {
            // The time of last use is for people who tidy up keys; the call matters more.
        }
    }
}
