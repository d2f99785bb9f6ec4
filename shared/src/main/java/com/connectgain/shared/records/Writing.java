package com.connectgain.shared.records;

import com.connectgain.shared.kernel.Ids;
import com.connectgain.shared.sql.DateTimes;
import com.connectgain.shared.store.Store;
import java.time.Instant;

/**
 * The surroundings of one write.
 *
 * @param tenant the organization, or {@link Store#GLOBAL}
 * @param userId who writes; null for keys, workers and the server itself
 */
public record Writing(Store store, String tenant, String userId, Instant now) {

    public String timestamp() {
        return DateTimes.print(now);
    }

    public String newId() {
        return Ids.at(now.toEpochMilli());
    }
}
