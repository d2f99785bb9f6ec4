package com.connectgain.shared.auth;

import com.connectgain.shared.http.Response;
import com.connectgain.shared.store.Operations;
import java.time.Clock;

/** The documented ceilings per minute, each counted by one exact conditional write. */
public final class RateLimiter {

    /** Where a caller stands in the current window. */
    public record Count(int limit, int remaining, long resetEpochSecond) {

        public Response stamp(Response response) {
            return response.withHeader("X-RateLimit-Limit", Integer.toString(limit))
                    .withHeader("X-RateLimit-Remaining", Integer.toString(remaining))
                    .withHeader("X-RateLimit-Reset", Long.toString(resetEpochSecond));
        }
    }

    private final Operations operations;
    private final Clock clock;

    public RateLimiter(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /** Counts one call; null when the endpoint or the caller is not limited. */
    public Count count(Caller caller, Endpoint.Limit limit) {
        throw new UnsupportedOperationException(operations + " " + clock);
    }
}
