package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.DataFolder;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;

/** How far each source has come in each shard; written before the next batch is read, so at least once holds. */
final class Checkpoints {

    private static final String FILE = "streams.json";

    private final DataFolder folder;
    private final ObjectNode bySource;

    Checkpoints(DataFolder folder) {
        this.folder = folder;
        this.bySource = folder.read(FILE).map(Json::readObject).orElseGet(Json::object);
    }

    synchronized Optional<String> get(String source, String shard) {
        return Optional.ofNullable(bySource.path(source).path(shard).textValue());
    }

    synchronized void put(String source, String shard, String sequence) {
        bySource.withObject("/" + source).put(shard, sequence);
        folder.write(FILE, Json.write(bySource));
    }

    /** Forgets shards that the stream no longer has. */
    synchronized void keepOnly(String source, Set<String> shards) {
        if (bySource.has(source)) {
            bySource.withObject("/" + source).retain(shards);
        }
    }
}
