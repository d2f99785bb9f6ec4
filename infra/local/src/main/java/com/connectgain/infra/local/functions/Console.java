package com.connectgain.infra.local.functions;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Tells the developer of failed invocations; the function's own logs say the rest. */
public final class Console {

    private static final Logger LOG = Logger.getLogger("com.connectgain.infra.local");

    private Console() {}

    public static void failure(InvocationFailure failure) {
        LOG.log(Level.WARNING, failure.getMessage(), failure.getCause());
    }
}
