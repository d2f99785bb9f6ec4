package com.connectgain.functions.crm;

import com.connectgain.functions.crm.sla.ConversationClock;
import com.connectgain.functions.crm.sla.IssueClock;
import com.connectgain.functions.crm.sla.TargetsClock;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.ScheduledFunction;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * Applies targets that changed, and finds the deadlines of issues and conversations that passed; a tick that is
 * repeated finds nothing left to do.
 */
public final class SlaClock extends ScheduledFunction {

    public SlaClock() {
        this(Kernel.fromEnvironment());
    }

    public SlaClock(Kernel kernel) {
        super(kernel);
    }

    @Override
    protected JsonNode tick() {
        return Json.object()
                .put("projects", new TargetsClock(kernel).tick())
                .put("issues", new IssueClock(kernel).tick())
                .put("conversations", new ConversationClock(kernel).tick());
    }
}
