package com.connectgain.infra.local.sandbox;

/** A control call that cannot be understood; the message names the field. */
final class BadOrder extends Exception {

    private final int status;

    BadOrder(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
