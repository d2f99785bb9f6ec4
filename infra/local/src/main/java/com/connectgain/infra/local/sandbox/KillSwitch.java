package com.connectgain.infra.local.sandbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends an invocation in the middle, as the machine under a Lambda may. */
public final class KillSwitch {

    /** Thrown where the function dies. An {@link Error}, so that no handler of the product survives it by catching. */
    public static final class Killed extends Error {

        Killed(String function) {
            super(function + " was killed after its provider call");
        }
    }

    private final Set<String> armed = ConcurrentHashMap.newKeySet();

    void arm(String function) {
        armed.add(function);
    }

    /** Called by a function's outbound sender when a provider has answered; dies when so ordered, once. */
    public void afterProviderCall(String function) {
        if (armed.remove(function)) {
            throw new Killed(function);
        }
    }
}
