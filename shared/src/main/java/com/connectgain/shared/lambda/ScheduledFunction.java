package com.connectgain.shared.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A function that EventBridge ticks. Ticks repeat and overlap: every piece of work is claimed before it is done. */
public abstract class ScheduledFunction implements RequestStreamHandler {

    protected final Kernel kernel;

    protected ScheduledFunction(Kernel kernel) {
        this.kernel = kernel;
        Snapshot.prepare(kernel, () -> {});
    }

    /** Does what is due now and answers a small report for the log. */
    protected abstract JsonNode tick();

    /** A failing tick fails the invocation: its error alarm is how anybody learns of it. */
    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        output.write(Json.bytes(Invocations.run(this, context, this::reported)));
    }

    private JsonNode reported() {
        try {
            JsonNode report = tick();
            kernel.log().info("tick", "report", Json.write(report));
            return report;
        } catch (RuntimeException failure) {
            kernel.log().failure("tick failed", failure);
            throw failure;
        }
    }
}
