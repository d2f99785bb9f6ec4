package com.connectgain.infra.local.handlers;

import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.QueueFunction;

/** Remembers messages; a bad one fails. */
public final class Worker extends QueueFunction {

    public Worker(Kernel kernel) {
        super(kernel);
    }

    @Override
    protected void handle(Message message) {
        Seen.MESSAGES.add(message.body().path("text").asText());
        if (message.body().path("bad").asBoolean()) {
            throw new IllegalStateException("on purpose");
        }
    }
}
