package com.connectgain.infra.local.cloud;

import org.apache.pekko.actor.AbstractActor;
import org.elasticmq.actor.queue.OperationSuccessful$;
import org.elasticmq.actor.queue.QueueEvent;

/** Hears every change of every queue; ElasticMQ answers its client only when the change is acknowledged here. */
final class JournalActor extends AbstractActor {

    private final MessageJournal journal;

    JournalActor(MessageJournal journal) {
        this.journal = journal;
    }

    @Override
    public Receive createReceive() {
        return receiveBuilder()
                .match(
                        QueueEvent.MessageAdded.class,
                        event -> acknowledge(() -> journal.added(event.queueName(), event.message())))
                .match(
                        QueueEvent.MessageUpdated.class,
                        event -> acknowledge(() -> journal.updated(event.queueName(), event.message())))
                .match(
                        QueueEvent.MessageRemoved.class,
                        event -> acknowledge(() -> journal.removed(event.queueName(), event.messageId())))
                .matchAny(other -> {
                    // Queues come from the template at every start, so their own changes need no record.
                })
                .build();
    }

    private void acknowledge(Runnable change) {
        try {
            change.run();
        } finally {
            // The queue waits for this answer, and stands still without it.
            getSender().tell(OperationSuccessful$.MODULE$, getSelf());
        }
    }
}
