package com.connectgain.infra.local.http;

/** What a client sent is not a request that can be served; always the client's fault, so always a 4xx. */
final class MalformedRequest extends Exception {

    private final int status;

    MalformedRequest(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
