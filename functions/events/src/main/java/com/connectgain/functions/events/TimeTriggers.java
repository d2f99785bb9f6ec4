package com.connectgain.functions.events;

import com.connectgain.functions.events.automations.clock.Clockwork;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.ScheduledFunction;
import com.fasterxml.jackson.databind.JsonNode;

/** {@code time-triggers}: every minute, what became due without anybody doing anything. */
public final class TimeTriggers extends ScheduledFunction {

    private final Once<Clockwork> clockwork;

    public TimeTriggers() {
        this(Kernel.fromEnvironment());
    }

    public TimeTriggers(Kernel kernel) {
        super(kernel);
        this.clockwork = Once.of(() -> new Clockwork(kernel));
    }

    @Override
    protected JsonNode tick() {
        return clockwork.get().tick();
    }
}
