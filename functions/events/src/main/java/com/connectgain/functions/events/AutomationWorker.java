package com.connectgain.functions.events;

import com.connectgain.functions.events.automations.Engine;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.QueueFunction;

/** {@code automation-worker}: does what the rules of an organization want done about one event. */
public final class AutomationWorker extends QueueFunction {

    private final Once<Engine> engine;

    public AutomationWorker() {
        this(Kernel.fromEnvironment());
    }

    public AutomationWorker(Kernel kernel) {
        super(kernel);
        this.engine = Once.of(() -> new Engine(kernel));
    }

    @Override
    protected void handle(Message message) {
        engine.get().handle(message.body(), message.receiveCount() > 1);
    }
}
