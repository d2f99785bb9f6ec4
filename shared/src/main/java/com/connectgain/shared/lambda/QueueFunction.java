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
 * A consumer of an SQS queue. Each message stands alone: one that fails is reported and comes again, the others of its
 * batch do not. Deliveries repeat, so {@link #handle} must be idempotent by the message's own id.
 */
public abstract class QueueFunction implements RequestStreamHandler {

    protected final Kernel kernel;

    protected QueueFunction(Kernel kernel) {
        this.kernel = kernel;
        Snapshot.prepare(kernel, () -> {});
    }

    /** One message: {@code body} as JSON, and how often it was received. */
    public record Message(String id, JsonNode body, int receiveCount) {}

    protected abstract void handle(Message message);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = Json.read(input);
        ObjectNode answer = Json.object();
        answer.set("batchItemFailures", Invocations.run(this, context, () -> failuresOf(event.path("Records"))));
        output.write(Json.bytes(answer));
    }

    private ArrayNode failuresOf(JsonNode records) {
        ArrayNode failures = Json.array();
        for (JsonNode message : records) {
            String id = message.path("messageId").asText();
            try {
                int count = message.path("attributes")
                        .path("ApproximateReceiveCount")
                        .asInt(1);
                handle(new Message(id, Json.read(message.path("body").asText()), count));
            } catch (RuntimeException | StackOverflowError failure) {
                kernel.log().failure("message failed", failure, "message_id", id);
                failures.addObject().put("itemIdentifier", id);
            }
        }
        return failures;
    }
}
