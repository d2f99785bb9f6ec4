package com.connectgain.shared.log;

import java.util.concurrent.Callable;

/**
 * What every line of one invocation has in common. Bound to the invocation's thread, so that code deep below can log
 * without being handed it.
 *
 * @param function the function's class name
 * @param requestId the gateway's or Lambda's id of the invocation
 * @param trace the X-Ray trace header; null where there is none
 */
public record LogScope(String function, String requestId, String trace) {

    private static final ScopedValue<LogScope> CURRENT = ScopedValue.newInstance();
    private static final LogScope NONE = new LogScope(null, null, null);

    static LogScope current() {
        return CURRENT.isBound() ? CURRENT.get() : NONE;
    }

    public <T> T run(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }
}
