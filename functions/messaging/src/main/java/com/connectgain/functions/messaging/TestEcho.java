package com.connectgain.functions.messaging;

import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code test-echo}: answers what it was sent, for trying out a connection. */
public final class TestEcho extends HttpFunction {

    public TestEcho() {
        this(Kernel.fromEnvironment());
    }

    public TestEcho(Kernel kernel) {
        super(kernel, Endpoint.open());
    }

    @Override
    protected Response handle(Call call) {
        ObjectNode echo = Json.object()
                .put("success", true)
                .put("method", call.request().method())
                .put("timestamp", kernel.clock().instant().toString());
        echo.set("echo", call.request().json());
        return Response.ok(echo);
    }
}
