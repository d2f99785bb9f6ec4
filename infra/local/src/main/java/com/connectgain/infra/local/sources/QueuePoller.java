package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.cloud.QueueServer;
import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.Console;
import com.connectgain.infra.local.functions.InvocationFailure;
import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Trigger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

/**
 * Feeds a function from a queue. What the function does not report as failed is deleted; the rest becomes visible again
 * when its timeout ends, and the queue itself moves it to the dead letters.
 */
final class QueuePoller {

    private static final int MAX_RECEIVE = 10;
    private static final int LONG_POLL_SECONDS = 20;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(200);

    private final Trigger.Queue source;
    private final LambdaFunction function;
    private final Clients clients;
    private final QueueServer server;
    private final Background background;
    private final Semaphore slots;
    private final Thread thread;
    private volatile boolean closed;

    QueuePoller(
            Trigger.Queue source, LambdaFunction function, Clients clients, QueueServer server, Background background) {
        this.source = source;
        this.function = function;
        this.clients = clients;
        this.server = server;
        this.background = background;
        this.slots = new Semaphore(source.concurrency());
        this.thread = Thread.ofVirtual().name("queue-" + source.queueName()).start(this::poll);
    }

    private void poll() {
        while (!closed) {
            try {
                slots.acquire();
            } catch (InterruptedException stopped) {
                return;
            }
            List<Message> batch = List.of();
            try {
                batch = collect();
            } catch (SdkException unavailable) {
                pause();
            }
            if (batch.isEmpty()) {
                slots.release();
            } else {
                List<Message> received = batch;
                Thread.ofVirtual().name("batch-" + source.queueName()).start(() -> handle(received));
            }
        }
    }

    /** A full batch, or what came within the batching window. */
    private List<Message> collect() {
        List<Message> batch = new ArrayList<>(receive(source.batchSize(), LONG_POLL_SECONDS));
        long end = System.nanoTime() + source.window().toNanos();
        while (!batch.isEmpty() && batch.size() < source.batchSize() && System.nanoTime() < end && !closed) {
            long left = Math.max(0, (end - System.nanoTime()) / 1_000_000_000L);
            batch.addAll(receive(source.batchSize() - batch.size(), (int) Math.min(LONG_POLL_SECONDS, left)));
        }
        return batch;
    }

    private List<Message> receive(int wanted, int waitSeconds) {
        List<Message> messages = clients.poller()
                .receiveMessage(request -> request.queueUrl(source.queueUrl())
                        .maxNumberOfMessages(Math.min(MAX_RECEIVE, wanted))
                        .waitTimeSeconds(waitSeconds)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
        server.take(ids(messages));
        return messages;
    }

    private void handle(List<Message> batch) {
        try {
            byte[] answer = background.invoke(function, QueueEvent.of(batch, source.arn()));
            Set<String> failed = source.partialFailures() ? PartialFailures.of(answer, ids(batch)) : Set.of();
            delete(batch.stream()
                    .filter(message -> !failed.contains(message.messageId()))
                    .toList());
        } catch (InvocationFailure failure) {
            Console.failure(failure);
        } catch (SdkException undeleted) {
            // The messages come again; consumers are idempotent.
        } finally {
            server.putDown(ids(batch));
            slots.release();
        }
    }

    private void delete(List<Message> done) {
        for (int start = 0; start < done.size(); start += MAX_RECEIVE) {
            List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
            for (Message message : done.subList(start, Math.min(done.size(), start + MAX_RECEIVE))) {
                entries.add(DeleteMessageBatchRequestEntry.builder()
                        .id(String.valueOf(entries.size()))
                        .receiptHandle(message.receiptHandle())
                        .build());
            }
            clients.sqs()
                    .deleteMessageBatch(
                            request -> request.queueUrl(source.queueUrl()).entries(entries));
        }
    }

    private static List<String> ids(List<Message> messages) {
        return messages.stream().map(Message::messageId).toList();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_ERROR);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    void stop() {
        closed = true;
        thread.interrupt();
    }

    /** Lets running batches finish for a moment: what they have done need not be done again after a restart. */
    void awaitBatches() throws InterruptedException {
        slots.tryAcquire(source.concurrency(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }
}
