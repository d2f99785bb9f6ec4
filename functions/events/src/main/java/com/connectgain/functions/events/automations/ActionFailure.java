package com.connectgain.functions.events.automations;

/** Why an action or a condition cannot be carried out, in words for the organization's own log. */
public final class ActionFailure extends RuntimeException {

    private final boolean passing;

    private ActionFailure(String message, boolean passing) {
        super(message, null, false, false);
        this.passing = passing;
    }

    /** For good: the same will fail again. */
    public ActionFailure(String message) {
        this(message, false);
    }

    /** Worth another try: the other side may have recovered by then. */
    public static ActionFailure passing(String message) {
        return new ActionFailure(message, true);
    }

    public boolean isPassing() {
        return passing;
    }
}
