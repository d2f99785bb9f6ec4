package com.connectgain.infra.local.handlers;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Remembers the records it was given; a batch with a poisonous one fails as a whole. */
public final class FileNotices implements RequestStreamHandler {

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        JsonNode records = Json.read(input).path("Records");
        for (JsonNode record : records) {
            if (record.path("dynamodb")
                    .path("NewImage")
                    .path("tbl")
                    .path("S")
                    .asText()
                    .startsWith("poison")) {
                throw new IllegalStateException("poison");
            }
        }
        records.forEach(Seen.FILES::add);
    }
}
