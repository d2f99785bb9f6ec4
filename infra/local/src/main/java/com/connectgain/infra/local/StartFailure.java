package com.connectgain.infra.local;

/** Why the local cloud cannot start, in one sentence that a developer can act on. */
public final class StartFailure extends RuntimeException {

    public StartFailure(String message) {
        super(message);
    }
}
