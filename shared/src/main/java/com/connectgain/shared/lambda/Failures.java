package com.connectgain.shared.lambda;

import com.connectgain.shared.http.Problem;
import com.connectgain.shared.net.OutboundException;
import com.connectgain.shared.queue.QueueRefusedException;
import com.connectgain.shared.store.StoreBusyException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkServiceException;

/** What a client is told of a failure that is not its own: never a stack trace, never a message of a dependency. */
public final class Failures {

    private Failures() {}

    /** Whether what failed may work a moment later: a dependency did not answer, or had too much to do. */
    public static boolean isPassing(Throwable failure) {
        return switch (failure) {
            case StoreBusyException _, QueueRefusedException _, OutboundException _, SdkClientException _ -> true;
            case SdkServiceException service -> service.statusCode() >= 500 || service.isThrottlingException();
            default -> false;
        };
    }

    static Problem describe(Throwable failure, String requestId) {
        if (isPassing(failure)) {
            return Problem.unavailable("A dependency did not answer; request " + requestId)
                    .withHeader("Retry-After", "1");
        }
        return Problem.of(500, "INTERNAL_ERROR", "Internal server error").withDetails("Request " + requestId);
    }
}
