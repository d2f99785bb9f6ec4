package com.connectgain.shared.net;

import com.connectgain.shared.kernel.Settings;

/** {@link HttpSender} over Apache HttpClient. */
public final class Outbound implements HttpSender {

    private final Settings settings;

    public Outbound(Settings settings) {
        this.settings = settings;
    }

    @Override
    public HttpReply send(HttpCall call) {
        throw new UnsupportedOperationException(settings + call.method());
    }
}
