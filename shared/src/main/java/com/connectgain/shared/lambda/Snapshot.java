package com.connectgain.shared.lambda;

import com.connectgain.shared.kernel.Kernel;
import org.crac.Context;
import org.crac.Core;
import org.crac.Resource;

/**
 * What happens around a SnapStart snapshot: before it, whatever the first invocation would load is loaded. Where nobody
 * takes one, nothing is registered: that alone takes some 20 ms of a start.
 */
final class Snapshot implements Resource {

    private final Kernel kernel;
    private final Runnable warmUp;

    private Snapshot(Kernel kernel, Runnable warmUp) {
        this.kernel = kernel;
        this.warmUp = warmUp;
    }

    static void prepare(Kernel kernel, Runnable warmUp) {
        if (!kernel.startsWithoutSnapshot()) {
            Core.getGlobalContext().register(new Snapshot(kernel, warmUp));
        }
    }

    @Override
    public void beforeCheckpoint(Context<? extends Resource> context) {
        try {
            kernel.prime();
            warmUp.run();
            kernel.quiesce();
        } catch (RuntimeException unavailable) {
            kernel.log().failure("priming failed; the first request will be slower", unavailable);
        }
    }

    @Override
    public void afterRestore(Context<? extends Resource> context) {
        // There is nothing to mend: connections were closed, and credentials, secrets and the time are asked for when
        // used.
    }
}
