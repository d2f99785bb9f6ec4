package com.connectgain.shared.queue;

/** SQS did not take all messages; those of the batch that it took will be delivered. */
public final class QueueRefusedException extends RuntimeException {

    QueueRefusedException(String queue, int messages, String code) {
        super(queue + " refused " + messages + " messages: " + code);
    }
}
