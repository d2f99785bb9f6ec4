package com.connectgain.shared.store;

/** DynamoDB kept refusing for want of capacity or because of conflicts; the request may be sent again. */
public final class StoreBusyException extends RuntimeException {

    public StoreBusyException(String reason) {
        super(reason);
    }
}
