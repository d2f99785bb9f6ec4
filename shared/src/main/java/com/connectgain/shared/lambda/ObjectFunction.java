package com.connectgain.shared.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A function that S3 calls for an object. Notifications repeat and may arrive out of order, so {@link #handle} must be
 * idempotent by key; a failure fails the invocation, and Lambda tries the notification again.
 */
public abstract class ObjectFunction implements RequestStreamHandler {

    protected final Kernel kernel;

    protected ObjectFunction(Kernel kernel) {
        this.kernel = kernel;
        Snapshot.prepare(kernel, () -> {});
    }

    /** An object that was created or removed; {@code event} is S3's name of it, {@code ObjectCreated:Put}. */
    public record StoredObject(String event, String bucket, String key, long size, String etag) {}

    protected abstract void handle(StoredObject object);

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode event = Json.read(input);
        int handled = Invocations.run(this, context, () -> handleAll(event.path("Records")));
        output.write(Json.bytes(Json.object().put("handled", handled)));
    }

    private int handleAll(JsonNode records) {
        int handled = 0;
        for (JsonNode entry : records) {
            try {
                handle(read(entry));
                handled++;
            } catch (RuntimeException failure) {
                kernel.log()
                        .failure(
                                "object event failed",
                                failure,
                                "event",
                                entry.path("eventName").asText());
                throw failure;
            }
        }
        return handled;
    }

    /** S3 encodes keys as forms do: a blank is a plus. */
    private static StoredObject read(JsonNode entry) {
        JsonNode object = entry.path("s3").path("object");
        return new StoredObject(
                entry.path("eventName").asText(),
                entry.path("s3").path("bucket").path("name").asText(),
                URLDecoder.decode(object.path("key").asText(), StandardCharsets.UTF_8),
                object.path("size").asLong(),
                object.path("eTag").asText());
    }
}
