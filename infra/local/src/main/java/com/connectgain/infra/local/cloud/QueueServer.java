package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.DataFolder;
import com.connectgain.infra.local.template.Site;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.actor.Props;
import org.apache.pekko.pattern.Patterns;
import org.elasticmq.DeliveryReceipt;
import org.elasticmq.MillisVisibilityTimeout;
import org.elasticmq.QueueStatistics;
import org.elasticmq.StrictSQSLimits$;
import org.elasticmq.actor.QueueManagerActor;
import org.elasticmq.actor.queue.InternalMessage;
import org.elasticmq.msg.GetQueueStatistics;
import org.elasticmq.msg.LookupQueue;
import org.elasticmq.msg.RestoreMessages;
import org.elasticmq.msg.UpdateVisibilityTimeout;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder;
import org.elasticmq.util.NowProvider;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/** ElasticMQ over HTTP, with a journal of its messages and delays that follow the movable clock. */
public final class QueueServer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MessageJournal journal;
    private final ActorSystem actors;
    private final ActorRef queueManager;
    private final URI endpoint;
    private final Set<String> inHand = ConcurrentHashMap.newKeySet();

    /** How many messages a queue holds. */
    public record Counts(int visible, int inFlight, int delayed) {

        public boolean isIdle() {
            return visible + inFlight == 0;
        }
    }

    public QueueServer(DataFolder data) throws Exception {
        journal = new MessageJournal(data);
        actors = ActorSystem.create("queues");
        ActorRef listener = actors.actorOf(Props.create(JournalActor.class, () -> new JournalActor(journal)));
        queueManager = actors.actorOf(Props.create(
                QueueManagerActor.class,
                () -> new QueueManagerActor(new NowProvider(), StrictSQSLimits$.MODULE$, Option.apply(listener))));
        SQSRestServer server = SQSRestServerBuilder.withActorSystem(actors)
                .withQueueManagerActor(queueManager)
                .withQueueEventListener(listener)
                .withInterface("127.0.0.1")
                .withPort(0)
                .withAWSRegion(Site.REGION)
                .withAWSAccountId(Site.ACCOUNT)
                .start();
        endpoint = URI.create(
                "http://127.0.0.1:" + server.waitUntilStarted().localAddress().getPort());
    }

    public URI endpoint() {
        return endpoint;
    }

    /** Puts back what a queue held when the process ended. Called once, when the queue has been created. */
    void restore(String queue) {
        List<InternalMessage> messages = journal.messages(queue);
        if (!messages.isEmpty()) {
            ask(
                    actor(queue),
                    new RestoreMessages(scala.collection.immutable.List.from(CollectionConverters.asScala(messages))));
        }
    }

    /** A consumer works on these messages; a jump of the clock must not make them visible under its hands. */
    public void take(List<String> messageIds) {
        inHand.addAll(messageIds);
    }

    public void putDown(List<String> messageIds) {
        messageIds.forEach(inHand::remove);
    }

    public Counts counts(String queue) {
        long now = System.currentTimeMillis();
        int visible = 0;
        int inFlight = 0;
        int delayed = 0;
        for (InternalMessage message : journal.messages(queue)) {
            if (message.nextDelivery() <= now) {
                visible++;
            } else if (message.receiveCount() > 0) {
                inFlight++;
            } else {
                delayed++;
            }
        }
        return new Counts(visible == 0 ? 0 : Math.min(visible, receivable(queue, now)), inFlight, delayed);
    }

    /** What ElasticMQ would hand out: an event of a message that overtook its removal leaves a ghost in the journal. */
    private int receivable(String queue, long now) {
        return ask(actor(queue), new GetQueueStatistics(now)) instanceof QueueStatistics statistics
                ? (int) statistics.approximateNumberOfVisibleMessages()
                : 0;
    }

    /**
     * Brings every wait in the queue nearer by {@code jump}: delays of new messages, and visibility timeouts of failed
     * ones. ElasticMQ reads the system's clock, so the waits move instead of the clock.
     */
    public void shorten(String queue, Duration jump) {
        long now = System.currentTimeMillis();
        ActorRef actor = actor(queue);
        for (InternalMessage message : journal.messages(queue)) {
            long left = message.nextDelivery() - now;
            if (left > 0 && !inHand.contains(message.id())) {
                String receipt = receipt(message);
                long remaining = Math.max(0, left - jump.toMillis());
                ask(
                        actor,
                        new UpdateVisibilityTimeout(
                                new DeliveryReceipt(receipt), new MillisVisibilityTimeout(remaining)));
            }
        }
    }

    /** A message's wait is changed by its receipt; one that was never received is given a receipt for that. */
    private static String receipt(InternalMessage message) {
        List<String> receipts = CollectionConverters.asJava(message.deliveryReceipts());
        if (!receipts.isEmpty()) {
            return receipts.getLast();
        }
        String receipt = message.id() + "#" + UUID.randomUUID();
        message.deliveryReceipts().append(receipt);
        return receipt;
    }

    private ActorRef actor(String queue) {
        if (ask(queueManager, new LookupQueue(queue)) instanceof Option<?> found
                && found.isDefined()
                && found.get() instanceof ActorRef actor) {
            return actor;
        }
        throw new IllegalStateException("No queue " + queue);
    }

    private static Object ask(ActorRef actor, Object message) {
        return Patterns.ask(actor, message, PATIENCE).toCompletableFuture().join();
    }

    /** Ends the actors at once: the server's own stop would wait out every long poll. */
    @Override
    public void close() {
        actors.terminate();
        Stopping.run(() -> actors.getWhenTerminated().toCompletableFuture().get(5, TimeUnit.SECONDS));
        Stopping.run(() -> {
            journal.close();
            return null;
        });
    }
}
