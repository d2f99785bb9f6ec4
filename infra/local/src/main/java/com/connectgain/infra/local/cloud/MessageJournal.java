package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.DataFolder;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.elasticmq.actor.queue.InternalMessage;
import scala.jdk.javaapi.OptionConverters;

/**
 * Every message that is in a queue, and a log of them on disk. ElasticMQ's own store keeps one database per JVM and
 * refuses queues whose attributes changed; this one line per change survives a killed process and knows neither limit.
 */
final class MessageJournal implements AutoCloseable {

    private static final int COMPACT_AFTER = 20_000;

    private final Optional<Path> file;
    private final Map<String, Map<String, InternalMessage>> queues = new LinkedHashMap<>();
    private final Map<String, Boolean> recentlyRemoved = new LinkedHashMap<>();
    private OutputStream log = OutputStream.nullOutputStream();
    private int lines;

    MessageJournal(DataFolder data) throws IOException {
        this.file = data.path().map(folder -> folder.resolve("queues.log"));
        if (file.isPresent() && Files.exists(file.get())) {
            load(file.get());
        }
        compact();
    }

    private void load(Path path) throws IOException {
        Map<String, Map<String, JsonNode>> stored = new LinkedHashMap<>();
        try (BufferedReader reader = Files.newBufferedReader(path)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                JsonNode entry;
                try {
                    entry = Json.read(line);
                } catch (UncheckedIOException torn) {
                    // The process died while it wrote its last line; that send was never acknowledged.
                    continue;
                }
                Map<String, JsonNode> queue =
                        stored.computeIfAbsent(entry.path("queue").asText(), name -> new LinkedHashMap<>());
                if (entry.has("removed")) {
                    queue.remove(entry.path("removed").asText());
                } else {
                    queue.put(entry.path("message").path("id").asText(), entry.path("message"));
                }
            }
        }
        long now = System.currentTimeMillis();
        stored.forEach((queue, messages) -> messages.values()
                .forEach(message ->
                        messagesOf(queue).put(message.path("id").asText(), StoredMessage.read(message, now))));
    }

    synchronized void added(String queue, InternalMessage message) {
        messagesOf(queue).put(message.id(), message);
        recentlyRemoved.remove(queue + " " + message.id());
        append(() -> entry(queue, message));
        // When a long poll moves a message to its dead letters, ElasticMQ does not report that it left the queue.
        OptionConverters.toJava(message.deadLetterSourceQueueName())
                .filter(source -> !source.equals(queue) && messagesOf(source).containsKey(message.id()))
                .ifPresent(source -> removed(source, message.id()));
    }

    /** Events of one message may overtake each other: an update of a message that is gone must not bring it back. */
    synchronized void updated(String queue, InternalMessage message) {
        if (!recentlyRemoved.containsKey(queue + " " + message.id())) {
            messagesOf(queue).put(message.id(), message);
            append(() -> entry(queue, message));
        }
    }

    synchronized void removed(String queue, String id) {
        messagesOf(queue).remove(id);
        recentlyRemoved.put(queue + " " + id, true);
        if (recentlyRemoved.size() > COMPACT_AFTER) {
            recentlyRemoved.remove(recentlyRemoved.keySet().iterator().next());
        }
        append(() -> Json.object().put("queue", queue).put("removed", id));
    }

    synchronized List<InternalMessage> messages(String queue) {
        return new ArrayList<>(messagesOf(queue).values());
    }

    private Map<String, InternalMessage> messagesOf(String queue) {
        return queues.computeIfAbsent(queue, name -> new LinkedHashMap<>());
    }

    private static ObjectNode entry(String queue, InternalMessage message) {
        ObjectNode entry = Json.object().put("queue", queue);
        entry.set("message", StoredMessage.write(message));
        return entry;
    }

    private void append(Supplier<ObjectNode> entry) {
        if (file.isEmpty()) {
            return;
        }
        try {
            log.write((Json.write(entry.get()) + "\n").getBytes(StandardCharsets.UTF_8));
            int live = queues.values().stream().mapToInt(Map::size).sum();
            if (++lines > COMPACT_AFTER && lines > 4 * live) {
                compact();
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Rewrites the log with what is still in the queues. */
    private void compact() throws IOException {
        if (file.isEmpty()) {
            return;
        }
        Path next = file.get().resolveSibling("queues.log.next");
        OutputStream nextLog = new FileOutputStream(next.toFile());
        lines = 0;
        for (Map.Entry<String, Map<String, InternalMessage>> queue : queues.entrySet()) {
            for (InternalMessage message : queue.getValue().values()) {
                nextLog.write((Json.write(entry(queue.getKey(), message)) + "\n").getBytes(StandardCharsets.UTF_8));
                lines++;
            }
        }
        Files.move(next, file.get(), StandardCopyOption.REPLACE_EXISTING);
        log.close();
        log = nextLog;
    }

    @Override
    public synchronized void close() throws IOException {
        log.close();
        log = OutputStream.nullOutputStream();
    }
}
