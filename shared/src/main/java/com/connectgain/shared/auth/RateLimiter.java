package com.connectgain.shared.auth;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.store.Operations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * The documented ceilings, each call counted by one exact conditional write: of any number of racing calls precisely
 * so many pass. When the count cannot be taken the call is refused with 503, for an unmetered flood would do more harm
 * than a retry.
 */
public final class RateLimiter {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int PER_KEY = 500;
    private static final int PER_ORGANIZATION = 100;
    private static final int PER_ORGANIZATION_REST = 1000;

    /** A counter outlives its window a little, so that clocks that differ by seconds count on the same one. */
    private static final Duration KEPT_AFTER_WINDOW = Duration.ofMinutes(5);

    /** Where a caller stands in the current window. */
    public record Count(int limit, int remaining, long resetEpochSecond) {

        public Response stamp(Response response) {
            return response.withHeader("X-RateLimit-Limit", Integer.toString(limit))
                    .withHeader("X-RateLimit-Remaining", Integer.toString(remaining))
                    .withHeader("X-RateLimit-Reset", Long.toString(resetEpochSecond));
        }

        public Problem stamp(Problem problem) {
            return problem.withHeader("X-RateLimit-Limit", Integer.toString(limit))
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
        return switch (caller.credential()) {
            case SERVICE, NONE, ANON -> null;
            case API_KEY -> count("key", caller.keyId(), PER_KEY, MINUTE);
            case USER -> {
                String id = caller.organizationId() == null ? caller.userId() : caller.organizationId();
                yield switch (limit) {
                    case FUNCTION -> countFunctionCall(id);
                    case REST -> count("rest", id, PER_ORGANIZATION_REST, MINUTE);
                    case NONE -> null;
                };
            }
        };
    }

    /** For functions that learn the organization from elsewhere than the credential. */
    public Count countFunctionCall(String organizationId) {
        return count("function", organizationId, PER_ORGANIZATION, MINUTE);
    }

    /**
     * Counts one call against a ceiling of the function's own.
     *
     * @param name which ceiling
     * @param id whose calls are counted together
     * @throws Problem 429 when {@code limit} calls were counted in the window already
     */
    public Count count(String name, String id, int limit, Duration window) {
        Instant now = clock.instant();
        long length = window.toSeconds();
        long start = Math.floorDiv(now.getEpochSecond(), length) * length;
        long reset = start + length;
        String key = "rate#" + name + "#" + id + "#" + start;
        OptionalLong counted =
                operations.countBelow(key, limit, Instant.ofEpochSecond(reset).plus(KEPT_AFTER_WINDOW));
        if (counted.isEmpty()) {
            throw refusal(new Count(limit, 0, reset), now, window);
        }
        return new Count(limit, (int) (limit - counted.getAsLong()), reset);
    }

    private static Problem refusal(Count count, Instant now, Duration window) {
        long wait = Math.max(1, count.resetEpochSecond() - now.getEpochSecond());
        return count.stamp(Problem.of(429, Problem.RATE_LIMIT_EXCEEDED, "rate limit")
                .withDetails(count.limit() + " requests per " + window.toSeconds() + " seconds")
                .withHint("Retry in " + wait + " seconds")
                .withHeader("Retry-After", Long.toString(wait)));
    }
}
