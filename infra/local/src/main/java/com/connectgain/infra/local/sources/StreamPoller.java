package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Site;
import com.connectgain.infra.local.template.Trigger;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.ExpiredIteratorException;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.model.TrimmedDataAccessException;

/** Reads one table's stream for one function, shard after shard in their order of descent. */
final class StreamPoller implements AutoCloseable {

    private static final Duration ERROR_PAUSE = Duration.ofMillis(500);
    private static final Duration SHARD_REFRESH = Duration.ofSeconds(2);

    private final Trigger.Stream source;
    private final Clients clients;
    private final Checkpoints checkpoints;
    private final Clock clock;
    private final WriteSignal writes;
    private final StreamBatches batches;
    private final Thread thread;
    private final Map<String, String> iterators = new HashMap<>();
    private final Set<String> finished = new HashSet<>();
    private List<Shard> shards = List.of();
    private String streamArn = "";
    private long shardsReadAt;
    private volatile long emptySince = Long.MIN_VALUE;
    private volatile boolean closed;

    StreamPoller(
            Trigger.Stream source,
            LambdaFunction function,
            Clients clients,
            Checkpoints checkpoints,
            Background background,
            Clock clock,
            WriteSignal writes) {
        this.source = source;
        this.clients = clients;
        this.checkpoints = checkpoints;
        this.clock = clock;
        this.writes = writes;
        this.batches = new StreamBatches(source, function, background);
        this.thread = Thread.ofVirtual().name("stream-" + source.id()).unstarted(this::poll);
    }

    void start() {
        thread.start();
    }

    /** When the last look began that found nothing new; work that began later than the stream's last change is in. */
    long emptySince() {
        return emptySince;
    }

    private void poll() {
        while (!closed) {
            try {
                long began = System.nanoTime();
                refreshShards();
                boolean found = false;
                for (Shard shard : shards) {
                    found |= read(shard);
                }
                if (!found) {
                    emptySince = began;
                    writes.await();
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (SdkException unavailable) {
                iterators.clear();
                if (!closed && !pause()) {
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(ERROR_PAUSE);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

    private void refreshShards() {
        if (!shards.isEmpty() && System.nanoTime() - shardsReadAt < SHARD_REFRESH.toNanos()) {
            return;
        }
        if (streamArn.isEmpty()) {
            streamArn = clients.dynamo()
                    .describeTable(request -> request.tableName(source.tableName()))
                    .table()
                    .latestStreamArn();
        }
        shards = clients.streams()
                .describeStream(request -> request.streamArn(streamArn))
                .streamDescription()
                .shards();
        shardsReadAt = System.nanoTime();
        Set<String> ids = new HashSet<>();
        shards.forEach(shard -> ids.add(shard.shardId()));
        checkpoints.keepOnly(source.id(), ids);
    }

    private boolean read(Shard shard) throws InterruptedException {
        String id = shard.shardId();
        if (finished.contains(id) || waitsForParent(shard)) {
            return false;
        }
        GetRecordsResponse response;
        try {
            String iterator = iterators.computeIfAbsent(id, this::iterator);
            response = clients.streams()
                    .getRecords(request -> request.shardIterator(iterator).limit(source.batchSize()));
        } catch (ExpiredIteratorException stale) {
            iterators.remove(id);
            return true;
        }
        List<ObjectNode> records = new ArrayList<>();
        response.records().stream()
                .map(record -> StreamEvent.record(record, streamArn))
                .filter(this::isWanted)
                .forEach(records::add);
        batches.handle(records, new ShardProgress(id));
        if (!response.records().isEmpty()) {
            checkpoints.put(
                    source.id(), id, response.records().getLast().dynamodb().sequenceNumber());
        }
        if (response.nextShardIterator() == null) {
            finished.add(id);
            iterators.remove(id);
            shardsReadAt = 0;
        } else {
            iterators.put(id, response.nextShardIterator());
        }
        return !response.records().isEmpty();
    }

    /** A child shard continues its parent, so it must not be read before the parent is done. */
    private boolean waitsForParent(Shard shard) {
        return shards.stream()
                .anyMatch(
                        other -> other.shardId().equals(shard.parentShardId()) && !finished.contains(other.shardId()));
    }

    private String iterator(String shard) {
        Optional<String> checkpoint = checkpoints.get(source.id(), shard);
        if (checkpoint.isEmpty()) {
            return iterator(
                    shard, source.fromOldest() ? ShardIteratorType.TRIM_HORIZON : ShardIteratorType.LATEST, null);
        }
        try {
            return iterator(shard, ShardIteratorType.AFTER_SEQUENCE_NUMBER, checkpoint.get());
        } catch (TrimmedDataAccessException older) {
            return iterator(shard, ShardIteratorType.TRIM_HORIZON, null);
        }
    }

    private String iterator(String shard, ShardIteratorType type, String sequence) {
        return clients.streams()
                .getShardIterator(request -> request.streamArn(streamArn)
                        .shardId(shard)
                        .shardIteratorType(type)
                        .sequenceNumber(sequence))
                .shardIterator();
    }

    private boolean isWanted(ObjectNode record) {
        return source.filters().isEmpty()
                || source.filters().stream().anyMatch(pattern -> FilterPattern.matches(pattern, record));
    }

    private final class ShardProgress implements StreamBatches.Progress {

        private final String shard;

        ShardProgress(String shard) {
            this.shard = shard;
        }

        @Override
        public void done(String sequence) {
            checkpoints.put(source.id(), shard, sequence);
        }

        @Override
        public void abandoned(List<ObjectNode> records, int attempts) {
            if (source.failureQueueUrl().isEmpty()) {
                return;
            }
            ObjectNode report = Json.object()
                    .put("version", "1.0")
                    .put("timestamp", clock.instant().toString());
            report.putObject("requestContext")
                    .put("requestId", UUID.randomUUID().toString())
                    .put(
                            "functionArn",
                            "arn:aws:lambda:" + Site.REGION + ":" + Site.ACCOUNT + ":function:" + source.id())
                    .put("condition", "RetryAttemptsExhausted")
                    .put("approximateInvokeCount", attempts);
            report.putObject("DDBStreamBatchInfo")
                    .put("shardId", shard)
                    .put("startSequenceNumber", StreamBatches.sequence(records.getFirst()))
                    .put("endSequenceNumber", StreamBatches.sequence(records.getLast()))
                    .put("batchSize", records.size())
                    .put("streamArn", streamArn);
            clients.sqs()
                    .sendMessage(request ->
                            request.queueUrl(source.failureQueueUrl()).messageBody(Json.write(report)));
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
