package com.connectgain.functions.events;

import com.connectgain.functions.events.webhooks.DueLetters;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.ScheduledFunction;
import com.fasterxml.jackson.databind.JsonNode;

/** {@code retry-dlq}: every minute, the failed webhook deliveries whose next attempt is due. */
public final class RetryDlq extends ScheduledFunction {

    private final Once<DueLetters> letters;

    public RetryDlq() {
        this(Kernel.fromEnvironment());
    }

    public RetryDlq(Kernel kernel) {
        super(kernel);
        letters = Once.of(() -> new DueLetters(kernel));
    }

    @Override
    protected JsonNode tick() {
        return letters.get().wake();
    }
}
