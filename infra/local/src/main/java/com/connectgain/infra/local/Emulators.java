package com.connectgain.infra.local;

import com.connectgain.infra.local.cloud.Clients;
import com.connectgain.infra.local.cloud.DynamoServer;
import com.connectgain.infra.local.cloud.ObjectListener;
import com.connectgain.infra.local.cloud.ObjectServer;
import com.connectgain.infra.local.cloud.QueueServer;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** The three AWS emulators, started side by side because each takes a second. */
final class Emulators implements AutoCloseable {

    private final DynamoServer dynamo;
    private final QueueServer queues;
    private final ObjectServer objects;

    Emulators(DataFolder data, ObjectListener objectListener) throws Exception {
        FutureTask<QueueServer> queueStart = start("start-queues", () -> new QueueServer(data));
        FutureTask<DynamoServer> dynamoStart = start("start-dynamo", () -> new DynamoServer(data));
        FutureTask<ObjectServer> objectStart = start("start-objects", () -> new ObjectServer(data, objectListener));
        queues = await(queueStart);
        dynamo = await(dynamoStart);
        objects = await(objectStart);
    }

    QueueServer queues() {
        return queues;
    }

    Clients.Endpoints endpoints() {
        return new Clients.Endpoints(dynamo.endpoint(), queues.endpoint(), objects.endpoint());
    }

    private static <T> FutureTask<T> start(String name, Callable<T> work) {
        FutureTask<T> task = new FutureTask<>(work);
        Thread.ofPlatform().name(name).daemon().start(task);
        return task;
    }

    private static <T> T await(FutureTask<T> task) throws Exception {
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw new StartFailure("An emulated service did not start: " + failed.getCause());
        }
    }

    @Override
    public void close() {
        queues.close();
        objects.close();
        dynamo.close();
    }
}
