package com.connectgain.shared.lambda;

import com.connectgain.shared.http.Problem;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a client is told of a failure that is not its own: never a stack trace, never a message of a dependency. */
final class Failures {

    private Failures() {}

    static Problem describe(Throwable failure, String requestId) {
        if (failure instanceof SdkClientException || failure instanceof SdkException sdk && sdk.retryable()) {
            return Problem.unavailable("A dependency did not answer; request " + requestId)
                    .withHeader("Retry-After", "1");
        }
        return Problem.of(500, "INTERNAL_ERROR", "Internal server error").withDetails("Request " + requestId);
    }
}
