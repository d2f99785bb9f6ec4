package com.connectgain.functions.ops;

import com.connectgain.functions.ops.Health.Service;
import com.connectgain.functions.ops.Health.Status;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.store.Parallel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One cheap real call to each dependency, all side by side, none waited for longer than two seconds. */
final class Probes {

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long SLOW_MILLIS = 1000;

    private record Probe(String name, boolean essential, Runnable call) {}

    private final Kernel kernel;
    private final List<Probe> probes;

    Probes(Kernel kernel) {
        this.kernel = kernel;
        this.probes = List.of(
                new Probe("dynamodb", true, () -> kernel.store().ping()),
                new Probe("sqs", false, () -> kernel.queues().ping("MAIL_QUEUE")),
                new Probe(
                        "s3",
                        false,
                        () -> kernel.aws().pingBucket(kernel.settings().require("MEDIA_BUCKET"))),
                new Probe("secrets", true, kernel::secrets));
    }

    Health run() {
        List<Service> services = Parallel.map(probes, probes.size(), this::measure);
        services.stream()
                .filter(service -> service.status() != Status.HEALTHY)
                .forEach(service ->
                        kernel.log().warn("dependency is " + service.status().text(), "service", service.name()));
        return new Health(services, kernel.clock().instant());
    }

    private Service measure(Probe probe) {
        long started = System.nanoTime();
        boolean answered = answers(probe);
        long millis = Duration.ofNanos(System.nanoTime() - started).toMillis();
        Status status = !answered ? Status.DOWN : millis > SLOW_MILLIS ? Status.DEGRADED : Status.HEALTHY;
        return new Service(probe.name(), status, millis, probe.essential());
    }

    private boolean answers(Probe probe) {
        FutureTask<Boolean> task = new FutureTask<>(probe.call(), true);
        Thread.startVirtualThread(task);
        try {
            return task.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException slow) {
            task.cancel(true);
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        } catch (ExecutionException failed) {
            kernel.log().failure("probe failed", failed.getCause(), "service", probe.name());
            return false;
        }
    }
}
