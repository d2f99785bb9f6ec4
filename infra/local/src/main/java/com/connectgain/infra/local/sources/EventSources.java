package com.connectgain.infra.local.sources;

import com.connectgain.infra.local.DataFolder;
import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.cloud.QueueServer;
import com.connectgain.infra.local.functions.Background;
import com.connectgain.infra.local.functions.LambdaFunction;
import com.connectgain.infra.local.template.Trigger;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The queue and stream pollers of every function. */
public final class EventSources implements AutoCloseable {

    private final List<QueuePoller> queues = new ArrayList<>();
    private final List<StreamPoller> streams = new ArrayList<>();
    private final WriteSignal writes;

    public EventSources(
            List<LambdaFunction> functions,
            Clients clients,
            QueueServer server,
            Background background,
            DataFolder data,
            Clock clock,
            WriteSignal writes) {
        this.writes = writes;
        Checkpoints checkpoints = new Checkpoints(data);
        for (LambdaFunction function : functions) {
            function.spec()
                    .triggers(Trigger.Queue.class)
                    .forEach(source -> queues.add(new QueuePoller(source, function, clients, server, background)));
            function.spec()
                    .triggers(Trigger.Stream.class)
                    .forEach(source -> streams.add(
                            new StreamPoller(source, function, clients, checkpoints, background, clock, writes)));
        }
        streams.forEach(StreamPoller::start);
    }

    /** Whether every stream was looked at since that moment ({@link System#nanoTime}) and had nothing new. */
    public boolean streamsQuietSince(long nanos) {
        boolean quiet = streams.stream().allMatch(stream -> stream.emptySince() >= nanos);
        if (!quiet) {
            writes.raise();
        }
        return quiet;
    }

    @Override
    public void close() {
        streams.forEach(StreamPoller::close);
        queues.forEach(QueuePoller::stop);
        try {
            for (QueuePoller queue : queues) {
                queue.awaitBatches();
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
