package com.connectgain.shared.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/**
 * A consumer of a table's stream. Records of a shard come in order and stay in order: the first that fails is reported
 * by its sequence number, and Lambda delivers again from there on. Records repeat, so what is done with them must be
 * idempotent by {@link RowChange#eventId()}.
 */
public abstract class StreamFunction implements RequestStreamHandler {

    protected final Kernel kernel;

    protected StreamFunction(Kernel kernel) {
        this.kernel = kernel;
        Snapshot.prepare(kernel, () -> {});
    }

    /** What one batch does: its records one by one, and at their end what is cheaper done for all of them. */
    @FunctionalInterface
    protected interface Work {

        void add(RowChange change);

        /** The batch is over, or ends before a record that failed. When this fails, the whole batch comes again. */
        default void finish() {}
    }

    protected abstract Work begin();

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = Json.read(input);
        ObjectNode answer = Json.object();
        answer.set("batchItemFailures", Invocations.run(this, context, () -> firstFailureOf(event.path("Records"))));
        output.write(Json.bytes(answer));
    }

    private ArrayNode firstFailureOf(JsonNode records) {
        ArrayNode failures = Json.array();
        Work work = begin();
        for (JsonNode stored : records) {
            try {
                work.add(RowChange.read(stored));
            } catch (RuntimeException | StackOverflowError failure) {
                report(failures, stored, failure);
                break;
            }
        }
        try {
            work.finish();
        } catch (RuntimeException | StackOverflowError failure) {
            failures.removeAll();
            report(failures, records.path(0), failure);
        }
        return failures;
    }

    private void report(ArrayNode failures, JsonNode stored, Throwable failure) {
        String sequence = stored.path("dynamodb").path("SequenceNumber").asText();
        kernel.log()
                .failure(
                        "stream record failed",
                        failure,
                        "event_id",
                        stored.path("eventID").asText());
        failures.addObject().put("itemIdentifier", sequence);
    }
}
