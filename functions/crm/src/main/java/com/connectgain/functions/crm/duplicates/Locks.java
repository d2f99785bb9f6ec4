package com.connectgain.functions.crm.duplicates;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.store.Operations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Keeps merges that share a row apart. A lock belongs to a merge, not to a request: who sends an interrupted merge
 * again finds its own locks. Rows are locked in one order, so that no two merges wait for each other.
 */
final class Locks {

    /** A merge that stopped for good frees its rows after this long. */
    private static final Duration HELD = Duration.ofMinutes(15);

    /** Most merges take less than a second. */
    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String MERGE = "merge";

    private final Operations operations;
    private final Clock clock;

    Locks(Operations operations, Clock clock) {
        this.operations = operations;
        this.clock = clock;
    }

    void acquire(Merge merge) {
        Deadline patience = Deadline.in(PATIENCE);
        while (!tryAcquire(merge)) {
            if (patience.isOver()) {
                throw Problem.conflict("One of these rows is part of another merge that has not finished")
                        .withHint("Try again in a minute")
                        .withHeader("Retry-After", "60");
            }
            pause();
        }
    }

    /** All or none. */
    private boolean tryAcquire(Merge merge) {
        List<String> rows = merge.rows();
        for (int i = 0; i < rows.size(); i++) {
            if (!tryAcquire(merge, rows.get(i))) {
                rows.subList(0, i).forEach(taken -> operations.release(key(merge, taken)));
                return false;
            }
        }
        return true;
    }

    private boolean tryAcquire(Merge merge, String row) {
        ObjectNode mine = Json.object().put(MERGE, merge.id());
        Optional<ObjectNode> held =
                operations.claim(key(merge, row), mine, clock.instant().plus(HELD));
        return held.isEmpty() || held.get().path(MERGE).asText().equals(merge.id());
    }

    void release(Merge merge) {
        for (String row : merge.rows()) {
            boolean mine = operations
                    .find(key(merge, row))
                    .filter(held -> held.path(MERGE).asText().equals(merge.id()))
                    .isPresent();
            if (mine) {
                operations.release(key(merge, row));
            }
        }
    }

    private static String key(Merge merge, String row) {
        return "merge#" + merge.tenant() + "#" + merge.subject().table() + "#" + row;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("interrupted");
        }
    }
}
