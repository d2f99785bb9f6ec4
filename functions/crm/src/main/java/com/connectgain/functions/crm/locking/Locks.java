package com.connectgain.functions.crm.locking;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.pace.Pause;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Holds names for an owner, who finds them held by itself when it comes again. */
public final class Locks {

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String OWNER = "owner";

    private final Operations operations;
    private final Clock clock;

    public Locks(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    /**
     * What is locked together.
     *
     * @param names in an order that is everybody's, so that no two owners wait for each other
     * @param held an owner that stopped for good frees them after this long
     */
    public record Lock(String owner, List<String> names, Duration held) {}

    /** Waits for its turn, but not for ever: then it answers 409. */
    public void acquire(Lock lock, Duration patience, Problem refusal) {
        long end = System.nanoTime() + patience.toNanos();
        while (!tryAcquire(lock)) {
            if (System.nanoTime() - end > 0) {
                throw refusal;
            }
            Pause.of(PAUSE);
        }
    }

    /** All or none. */
    private boolean tryAcquire(Lock lock) {
        for (int i = 0; i < lock.names().size(); i++) {
            if (!tryAcquire(lock, lock.names().get(i))) {
                lock.names().subList(0, i).forEach(operations::release);
                return false;
            }
        }
        return true;
    }

    private boolean tryAcquire(Lock lock, String name) {
        ObjectNode mine = Json.object().put(OWNER, lock.owner());
        Optional<ObjectNode> holder =
                operations.claim(name, mine, clock.instant().plus(lock.held()));
        return holder.isEmpty() || isMine(lock, holder.get());
    }

    /** Only what is still its own: a lock that lapsed may be another's by now. */
    public void release(Lock lock) {
        for (String name : lock.names()) {
            operations.find(name).filter(holder -> isMine(lock, holder)).ifPresent(mine -> operations.release(name));
        }
    }

    private static boolean isMine(Lock lock, ObjectNode holder) {
        return holder.path(OWNER).asText().equals(lock.owner());
    }
}
