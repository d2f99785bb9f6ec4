package com.connectgain.functions.events.webhooks;

import com.connectgain.shared.net.HttpReply;
import com.connectgain.shared.net.OutboundException;
import com.connectgain.shared.net.OutboundException.Reason;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;

/**
 * What came of one call.
 *
 * @param status the answer's status; 0 when there was none
 * @param answer the beginning of the answer's body; null when there was none
 * @param error why it failed; null when it did not
 * @param passing whether the failure may pass when tried again
 * @param asked how long the receiver asked us to wait
 */
record Attempt(int status, String answer, String error, boolean passing, Duration asked, long millis) {

    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    static Attempt answered(HttpReply reply, long millis, Clock clock) {
        String answer = new String(reply.body(), StandardCharsets.UTF_8);
        int status = reply.status();
        boolean passing = status == REQUEST_TIMEOUT || status == TOO_MANY_REQUESTS || status >= SERVER_ERROR;
        Duration asked =
                passing ? RetrySchedule.asked(reply.header("retry-after").orElse(""), clock) : Duration.ZERO;
        String error = reply.isSuccess() ? null : "The endpoint answered " + status;
        return new Attempt(status, answer, error, passing, asked, millis);
    }

    static Attempt unanswered(OutboundException failure, long millis) {
        return new Attempt(0, null, failure.getMessage(), failure.reason() != Reason.REFUSED, Duration.ZERO, millis);
    }

    boolean succeeded() {
        return error == null;
    }
}
