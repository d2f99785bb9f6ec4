package com.connectgain.functions.messaging;

import com.connectgain.functions.messaging.push.WebPush;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code push-worker}: brings a notification to the devices of a member, each once. */
public final class PushWorker extends QueueFunction {

    private final Once<WebPush> push;

    public PushWorker() {
        this(Kernel.fromEnvironment());
    }

    public PushWorker(Kernel kernel) {
        super(kernel);
        this.push = Once.of(() -> new WebPush(kernel));
    }

    @Override
    protected void handle(Message message) {
        ObjectNode told = ((ObjectNode) message.body()).deepCopy();
        String organization = told.remove("organization_id").asText();
        String member = told.remove("user_id").asText();
        if (push.get().send(organization, member, told).worthAnotherTry()) {
            throw new IllegalStateException("A push service could not take the message");
        }
    }
}
