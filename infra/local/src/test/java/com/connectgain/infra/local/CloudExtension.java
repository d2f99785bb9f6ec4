package com.connectgain.infra.local;

import com.connectgain.store.ConsistencyChecker;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the repository's own cloud: {@code template.yaml}, in memory, on a free port, started once per JVM and
 * stopped after the last test. Take it as a parameter of type {@link LocalCloud}; tests isolate by organization.
 */
public final class CloudExtension implements ParameterResolver, AfterAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(CloudExtension.class);
    private static final String CLOUD = "cloud";

    /** A walk through everything takes seconds, more with every class: quick classes are walked after together. */
    private static final Duration BETWEEN_CHECKS = Duration.ofSeconds(45);

    /** @param lastCheck {@link System#nanoTime} of the last walk through the tables */
    private record Shared(LocalCloud cloud, AtomicLong lastCheck) implements AutoCloseable {

        /** Whatever tests did, rows and what stands beside them agree. */
        void check() {
            new ConsistencyChecker(cloud.kernel()).check();
            lastCheck.set(System.nanoTime());
        }

        @Override
        public void close() {
            try (cloud) {
                check();
            }
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        Shared shared = context.getRoot().getStore(NAMESPACE).get(CLOUD, Shared.class);
        if (shared != null) {
            settle(shared.cloud());
            if (System.nanoTime() - shared.lastCheck().get() > BETWEEN_CHECKS.toNanos()) {
                shared.check();
            }
        }
    }

    /** A message that is being worked on while the clock is moved back would stay away from every later class. */
    private static void settle(LocalCloud cloud) {
        for (int rounds = 0; rounds < 4 && !isIdle(cloud); rounds++) {
            cloud.clock().advance(Duration.ofMinutes(20));
        }
        cloud.clock().reset();
    }

    private static boolean isIdle(LocalCloud cloud) {
        HttpRequest idle = HttpRequest.newBuilder(URI.create(cloud.url() + "/_sandbox/idle?timeout_ms=5000"))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(idle, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCloud.class;
    }

    @Override
    public LocalCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(CLOUD, key -> new Shared(start(), new AtomicLong(System.nanoTime())), Shared.class)
                .cloud();
    }

    private static LocalCloud start() {
        Path root = Path.of(System.getProperty("project.root", "../.."));
        try {
            return LocalCloud.start(Options.inMemory(root.resolve("template.yaml")));
        } catch (Exception failed) {
            throw new IllegalStateException("The local cloud did not start", failed);
        }
    }
}
