package com.connectgain.infra.local.sandbox;

import com.connectgain.infra.local.cloud.QueueServer;
import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.sources.EventSources;
import com.connectgain.infra.local.template.Template;
import java.time.Duration;
import java.util.List;

/**
 * Knows when all work that follows from what happened so far is done: queues empty, streams read to their end, nothing
 * running in the background. A delayed message counts from the moment it is due by the movable clock; a failed one that
 * waits for its next attempt counts as work.
 */
public final class Idleness {

    private static final Duration LOOK_EVERY = Duration.ofMillis(5);

    private final QueueServer server;
    private final List<Template.Queue> queues;
    private final EventSources sources;
    private final Background background;

    public Idleness(QueueServer server, List<Template.Queue> queues, EventSources sources, Background background) {
        this.server = server;
        this.queues = queues.stream().filter(queue -> !queue.deadLetters()).toList();
        this.sources = sources;
        this.background = background;
    }

    public boolean await(Duration timeout) throws InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        long quietSince = System.nanoTime();
        long started = background.started();
        while (true) {
            if (isBusy() || background.started() != started) {
                started = background.started();
                quietSince = System.nanoTime();
            } else if (sources.streamsQuietSince(quietSince) && !isBusy() && background.started() == started) {
                return true;
            }
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(LOOK_EVERY);
        }
    }

    private boolean isBusy() {
        return background.running() > 0
                || queues.stream()
                        .anyMatch(queue -> !server.counts(queue.name()).isIdle());
    }
}
