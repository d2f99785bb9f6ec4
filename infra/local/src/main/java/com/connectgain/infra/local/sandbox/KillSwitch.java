package com.connectgain.infra.local.sandbox;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ends an invocation in the middle, as the machine under a Lambda may. */
public final class KillSwitch {

    /** Thrown where the function dies. An {@link Error}, so that no handler of the product survives it by catching. */
    public static final class Killed extends Error {

        Killed(String function, String moment) {
            super(function + " was killed after its " + moment);
        }
    }

    private final Set<String> armed = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> writesLeft = new ConcurrentHashMap<>();

    void arm(String function) {
        armed.add(function);
    }

    /** Called by a function's outbound sender when a provider has answered; dies when so ordered, once. */
    public void afterProviderCall(String function) {
        if (armed.remove(function)) {
            throw new Killed(function, "provider call");
        }
    }

    /** @param spared how many writes the function lives through */
    void armForWrite(String function, int spared) {
        writesLeft.put(function, spared);
    }

    /** Called when the database has acknowledged a write of the function's own thread; dies when so ordered, once. */
    public void afterWrite(String function) {
        Integer left = writesLeft.computeIfPresent(function, (name, spared) -> spared - 1);
        if (left != null && left < 0) {
            writesLeft.remove(function);
            throw new Killed(function, "write");
        }
    }

    void forget() {
        armed.clear();
        writesLeft.clear();
    }
}
