package com.connectgain.shared.postgrest.write;

import com.connectgain.shared.postgrest.request.Dialect;
import java.time.Instant;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;

/**
 * What a new row takes from its surroundings.
 *
 * @param newId the source of ids
 * @param sequence counts up from 1 under a name
 * @param userId the signed-in user, or null
 * @param organizationId the tenant that every row belongs to; null when the writer may name any
 * @param dialect in the proxy's, another tenant in the payload is overwritten; else it is refused
 */
public record WriteContext(
        Instant now,
        Supplier<String> newId,
        ToLongFunction<String> sequence,
        String userId,
        String organizationId,
        Dialect dialect) {}
