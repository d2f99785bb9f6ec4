package com.connectgain.shared.net;

/** A call that brought no reply. The message is fit for a customer: it names no address that a name resolved to. */
public final class OutboundException extends RuntimeException {

    /** Why; {@code REFUSED} is final, the others may pass when tried again. */
    public enum Reason {
        /** The guard does not let this address be called. */
        REFUSED,
        /** No connection, an unknown host, a broken reply. */
        UNREACHABLE,
        /** The deadline passed; the other side may have done what was asked. */
        TIMEOUT,
        /** The reply is longer than the call allows. */
        TOO_LARGE
    }

    private final Reason reason;

    public OutboundException(Reason reason, String message) {
        this(reason, message, null);
    }

    public OutboundException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
