package com.connectgain.shared.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.connectgain.shared.log.LogScope;
import java.util.function.Supplier;

/** Binds what the log lines of one invocation have in common, for functions that no gateway calls. */
final class Invocations {

    private Invocations() {}

    static <T> T run(Object function, Context context, Supplier<T> work) {
        LogScope scope = new LogScope(
                function.getClass().getSimpleName(),
                context == null ? null : context.getAwsRequestId(),
                context == null ? null : context.getXrayTraceId());
        try {
            return scope.run(work::get);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
