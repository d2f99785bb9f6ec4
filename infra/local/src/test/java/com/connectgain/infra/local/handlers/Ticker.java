package com.connectgain.infra.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Remembers its ticks and answers a report. */
public final class Ticker implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Seen.TICKS.add(Json.read(input));
        output.write(Json.bytes(Json.object().put("done", Seen.TICKS.size())));
    }
}
