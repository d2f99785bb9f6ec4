package com.connectgain.shared.queue;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Settings;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchResponse;

/**
 * Sends JSON messages. A queue is named as its resource in upper snake case: {@code MAIL_QUEUE} is the queue whose
 * address is in the setting {@code MAIL_QUEUE_URL}. When a method returns, SQS has every message.
 */
public final class Queues {

    /** SQS holds a message back no longer; later work belongs into a due index. */
    public static final Duration LONGEST_DELAY = Duration.ofMinutes(15);

    private static final int BATCH = 10;
    private static final int BATCH_BYTES = 1024 * 1024;
    private static final int ATTEMPTS = 5;

    /**
     * One message.
     *
     * @param group the tenant, or whatever else shall not crowd out others of the queue; null for none
     */
    public record Outgoing(JsonNode body, Duration delay, String group) {

        public static Outgoing of(JsonNode body) {
            return new Outgoing(body, Duration.ZERO, null);
        }

        public Outgoing inGroup(String newGroup) {
            return new Outgoing(body, delay, newGroup);
        }

        public Outgoing after(Duration newDelay) {
            return new Outgoing(body, newDelay, group);
        }
    }

    private final Supplier<SqsClient> client;
    private final Settings settings;

    public Queues(Supplier<SqsClient> client, Settings settings) {
        this.client = client;
        this.settings = settings;
    }

    public void send(String queueName, JsonNode body) {
        sendMessages(queueName, List.of(Outgoing.of(body)));
    }

    public void send(String queueName, JsonNode body, Duration delay) {
        sendMessages(queueName, List.of(Outgoing.of(body).after(delay)));
    }

    public void sendAll(String queueName, List<? extends JsonNode> bodies) {
        sendMessages(queueName, bodies.stream().map(Outgoing::of).toList());
    }

    /** One cheap real call: is the queue there? */
    public void ping(String queueName) {
        client.get()
                .getQueueAttributes(request -> request.queueUrl(settings.require(queueName + "_URL"))
                        .attributeNames(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES));
    }

    /** In batches as large as SQS takes them; what SQS refuses for the moment is sent again. */
    public void sendMessages(String queueName, List<Outgoing> messages) {
        String url = settings.require(queueName + "_URL");
        for (List<SendMessageBatchRequestEntry> batch : batches(messages)) {
            deliver(queueName, url, batch);
        }
    }

    private void deliver(String queueName, String url, List<SendMessageBatchRequestEntry> batch) {
        List<SendMessageBatchRequestEntry> left = batch;
        for (int attempt = 1; ; attempt++) {
            List<SendMessageBatchRequestEntry> entries = left;
            SendMessageBatchResponse response = client.get()
                    .sendMessageBatch(request -> request.queueUrl(url).entries(entries));
            if (!response.hasFailed() || response.failed().isEmpty()) {
                return;
            }
            List<BatchResultErrorEntry> failed = response.failed();
            boolean ours = failed.stream().anyMatch(BatchResultErrorEntry::senderFault);
            if (ours || attempt == ATTEMPTS) {
                throw new QueueRefusedException(
                        queueName, failed.size(), failed.getFirst().code());
            }
            Set<String> ids = failed.stream().map(BatchResultErrorEntry::id).collect(Collectors.toSet());
            left = left.stream().filter(entry -> ids.contains(entry.id())).toList();
            pause(attempt);
        }
    }

    /** A batch is bounded by count and by bytes; one message that is too large alone is left to SQS to refuse. */
    static List<List<SendMessageBatchRequestEntry>> batches(List<Outgoing> messages) {
        List<List<SendMessageBatchRequestEntry>> batches = new ArrayList<>();
        List<SendMessageBatchRequestEntry> batch = new ArrayList<>();
        int bytes = 0;
        for (Outgoing message : messages) {
            String body = Json.write(message.body());
            int length = body.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
            if (batch.size() == BATCH || !batch.isEmpty() && bytes + length > BATCH_BYTES) {
                batches.add(batch);
                batch = new ArrayList<>();
                bytes = 0;
            }
            batch.add(entry(Integer.toString(batch.size()), body, message));
            bytes += length;
        }
        if (!batch.isEmpty()) {
            batches.add(batch);
        }
        return batches;
    }

    private static SendMessageBatchRequestEntry entry(String id, String body, Outgoing message) {
        Duration delay = message.delay();
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("A queue holds a message back for 0 to 15 minutes, not " + delay);
        }
        return SendMessageBatchRequestEntry.builder()
                .id(id)
                .messageBody(body)
                .delaySeconds(delay.isZero() ? null : (int) delay.toSeconds())
                .messageGroupId(message.group())
                .build();
    }

    private static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10, 50L << attempt));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }
}
