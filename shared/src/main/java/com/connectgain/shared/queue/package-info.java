/**
 * Putting messages on SQS queues, by the queue's name in the settings. Consumers are
 * {@link com.connectgain.shared.lambda.QueueFunction}s.
 */
package com.connectgain.shared.queue;
