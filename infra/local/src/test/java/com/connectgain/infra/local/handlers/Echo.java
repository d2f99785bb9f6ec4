package com.connectgain.infra.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Answers its event and its settings, without a status code of its own. */
public final class Echo implements RequestStreamHandler {

    private final Kernel kernel;

    public Echo(Kernel kernel) {
        this.kernel = kernel;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        ObjectNode answer = Json.object();
        answer.set("event", Json.read(input));
        ObjectNode settings = answer.putObject("settings");
        kernel.settings().values().forEach(settings::put);
        answer.put("now", kernel.clock().instant().toString());
        output.write(Json.bytes(answer));
    }
}
