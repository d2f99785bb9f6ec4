package com.connectgain.infra.local.functions;

/** An invocation that gave no answer: the handler threw, or its time ran out. */
public final class InvocationFailure extends Exception {

    private final boolean timedOut;

    private InvocationFailure(String message, Throwable cause, boolean timedOut) {
        super(message, cause);
        this.timedOut = timedOut;
    }

    static InvocationFailure crashed(String function, Throwable cause) {
        return new InvocationFailure(function + " failed: " + cause, cause, false);
    }

    static InvocationFailure timedOut(String function) {
        return new InvocationFailure(function + " timed out", null, true);
    }

    public boolean isTimeout() {
        return timedOut;
    }
}
