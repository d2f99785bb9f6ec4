package com.connectgain.functions.events;

import com.connectgain.functions.events.webhooks.Dispatcher;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;

/** {@code webhook-dispatcher}: brings events to the webhooks that subscribe to them. */
public final class WebhookDispatcher extends QueueFunction {

    private final Once<Dispatcher> dispatcher;

    public WebhookDispatcher() {
        this(Kernel.fromEnvironment());
    }

    public WebhookDispatcher(Kernel kernel) {
        super(kernel);
        dispatcher = Once.of(() -> new Dispatcher(kernel));
    }

    @Override
    protected void handle(Message message) {
        dispatcher.get().handle(message.body());
    }
}
