package com.connectgain.infra.local.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Failures ordered in advance, each for a number of calls, served in the order in which they were ordered. */
public final class Faults {

    /**
     * How calls to one provider fail.
     *
     * @param status the HTTP status; 0 drops the connection
     * @param error for AWS services, the name of what goes wrong
     */
    public record Fault(
            String provider,
            int status,
            String error,
            JsonNode body,
            Map<String, String> headers,
            long delayMillis,
            int times,
            String pathContains) {

        private Fault used() {
            return new Fault(provider, status, error, body, headers, delayMillis, times - 1, pathContains);
        }

        private boolean hits(String called, String path) {
            return provider.equals(called) && path.contains(pathContains);
        }
    }

    private final List<Fault> ordered = new LinkedList<>();

    synchronized void order(Fault fault) {
        ordered.add(fault);
    }

    synchronized void forget() {
        ordered.clear();
    }

    /** The fault that this call meets, used up by one. */
    public Optional<Fault> take(String provider, String path) {
        return take(provider, path, fault -> true);
    }

    /** @param possible whether such a call can fail so at all; one that cannot leaves the fault to the next */
    synchronized Optional<Fault> take(String provider, String path, Predicate<Fault> possible) {
        for (Iterator<Fault> faults = ordered.iterator(); faults.hasNext(); ) {
            Fault fault = faults.next();
            if (fault.hits(provider, path) && possible.test(fault)) {
                if (fault.times() <= 1) {
                    faults.remove();
                } else {
                    ordered.set(ordered.indexOf(fault), fault.used());
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }
}
