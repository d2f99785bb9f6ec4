package com.connectgain.functions.events.automations;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.Supplier;

/** One kind of thing that an automation does. */
public interface Action {

    /** Looks everything up and renders it, and changes nothing; throws {@link ActionFailure} when it cannot be done. */
    Plan plan(Order order);

    /**
     * What will be done.
     *
     * @param summary for the log of a run and the answer of a test run
     * @param effect does it and answers what the log adds to the summary; safe to be called again after a crash
     */
    record Plan(ObjectNode summary, Supplier<ObjectNode> effect) {}
}
