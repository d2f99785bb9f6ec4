package com.connectgain.shared.auth;

import com.connectgain.shared.http.Request;
import com.connectgain.shared.kernel.Settings;

/** Resolves a request's credential to a {@link Caller}, or refuses with the documented 401. */
public final class Callers {

    private final Settings settings;

    public Callers(Settings settings) {
        this.settings = settings;
    }

    public Caller resolve(Request request, Endpoint endpoint) {
        throw new UnsupportedOperationException(settings.toString());
    }
}
