package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.Console;
import com.connectgain.infra.local.functions.InvocationFailure;
import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Trigger;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * Handles the batches of one stream in order: a failing batch is retried, halved where the template says so, and in the
 * end handed to the failure destination so that the shard does not stand still.
 */
final class StreamBatches {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);

    /** Told how far the shard is done, and of batches that were given up. */
    interface Progress {
        void done(String sequence);

        void abandoned(List<ObjectNode> records, int attempts);
    }

    private final Trigger.Stream source;
    private final LambdaFunction function;
    private final Background background;

    StreamBatches(Trigger.Stream source, LambdaFunction function, Background background) {
        this.source = source;
        this.function = function;
        this.background = background;
    }

    void handle(List<ObjectNode> records, Progress progress) throws InterruptedException {
        List<ObjectNode> left = records;
        for (int attempt = 1; !left.isEmpty(); attempt++) {
            int done = attempt(left);
            if (done > 0) {
                progress.done(sequence(left.get(done - 1)));
                left = left.subList(done, left.size());
                if (left.isEmpty()) {
                    return;
                }
            }
            if (source.bisect() && left.size() > 1) {
                // Halving costs no attempt: each half starts afresh.
                int half = left.size() / 2;
                handle(left.subList(0, half), progress);
                handle(left.subList(half, left.size()), progress);
                return;
            }
            if (source.retries() >= 0 && attempt > source.retries()) {
                progress.abandoned(left, attempt);
                progress.done(sequence(left.getLast()));
                return;
            }
            Thread.sleep(Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE_MILLIS << Math.min(attempt, 10)));
        }
    }

    /** How many records from the front are done. */
    private int attempt(List<ObjectNode> records) {
        try {
            byte[] answer = background.invoke(function, StreamEvent.of(records));
            if (!source.partialFailures()) {
                return records.size();
            }
            List<String> sequences =
                    records.stream().map(StreamBatches::sequence).toList();
            Set<String> failed = PartialFailures.of(answer, sequences);
            for (int index = 0; index < sequences.size(); index++) {
                if (failed.contains(sequences.get(index))) {
                    return index;
                }
            }
            return records.size();
        } catch (InvocationFailure failure) {
            Console.failure(failure);
            return 0;
        }
    }

    static String sequence(ObjectNode record) {
        return record.path("dynamodb").path("SequenceNumber").asText();
    }
}
