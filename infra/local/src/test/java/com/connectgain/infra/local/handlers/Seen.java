package com.connectgain.infra.local.handlers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the test functions were invoked with. */
public final class Seen {

    public static final List<String> MESSAGES = new CopyOnWriteArrayList<>();
    public static final List<JsonNode> RECORDS = new CopyOnWriteArrayList<>();
    public static final List<JsonNode> FILES = new CopyOnWriteArrayList<>();
    public static final List<JsonNode> TICKS = new CopyOnWriteArrayList<>();

    private Seen() {}

    public static long messages(String body) {
        return MESSAGES.stream().filter(body::equals).count();
    }

    /** Sort keys of the stream records of one partition, in the order seen. */
    public static List<String> rows(String pk) {
        return RECORDS.stream()
                .map(record -> record.path("dynamodb").path("Keys"))
                .filter(keys -> keys.path("pk").path("S").asText().equals(pk))
                .map(keys -> keys.path("sk").path("S").asText())
                .toList();
    }
}
