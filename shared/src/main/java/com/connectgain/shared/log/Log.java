package com.connectgain.shared.log;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;

/** Structured logging: one JSON line per fact, ids only; never a body, a phone number or a token. */
public final class Log {

    public void request(Request request, Caller caller, Response response, long nanoseconds) {}

    public void failure(String message, Throwable failure, String... facts) {}
}
