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
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the repository's own cloud: {@code template.yaml}, in memory, on a free port. Take it as a parameter of
 * type {@link LocalCloud}. A class has its cloud, with clock and sandbox, to itself while it runs; the next class goes
 * on with it, so tests isolate by organization. As many clouds are started as classes run at one time.
 */
public final class CloudExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(CloudExtension.class);

    /** The clouds that no class has now. */
    private static final class Clouds implements AutoCloseable {

        private final Deque<LocalCloud> free = new ArrayDeque<>();

        synchronized LocalCloud take() {
            return free.isEmpty() ? start() : free.pop();
        }

        synchronized void giveBack(LocalCloud cloud) {
            free.push(cloud);
        }

        /** Whatever tests did, rows and what stands beside them agree. A walk takes too long to follow every class. */
        @Override
        public synchronized void close() {
            while (!free.isEmpty()) {
                try (LocalCloud cloud = free.pop()) {
                    new ConsistencyChecker(cloud.kernel()).check();
                }
            }
        }
    }

    /** A class's hold on a cloud: JUnit closes it behind the class's last test. */
    private record Lease(Clouds clouds, LocalCloud cloud) implements AutoCloseable {

        @Override
        public void close() {
            try {
                settle();
            } finally {
                clouds.giveBack(cloud);
            }
        }

        /** A message that is being worked on while the clock is moved back would stay away from every later class. */
        private void settle() {
            for (int rounds = 0; rounds < 4 && !isIdle(cloud); rounds++) {
                cloud.clock().advance(Duration.ofMinutes(20));
            }
            cloud.clock().reset();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCloud.class;
    }

    @Override
    public LocalCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Clouds clouds =
                context.getRoot().getStore(NAMESPACE).computeIfAbsent(Clouds.class, key -> new Clouds(), Clouds.class);
        return testClass(context)
                .getStore(NAMESPACE)
                .computeIfAbsent(Lease.class, key -> new Lease(clouds, clouds.take()), Lease.class)
                .cloud();
    }

    /** The context of the outermost class. */
    private static ExtensionContext testClass(ExtensionContext context) {
        ExtensionContext parent = context.getParent().orElseThrow();
        return parent == context.getRoot() ? context : testClass(parent);
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

    private static LocalCloud start() {
        Path root = Path.of(System.getProperty("project.root", "../.."));
        try {
            return LocalCloud.start(Options.inMemory(root.resolve("template.yaml")));
        } catch (Exception failed) {
            throw new IllegalStateException("The local cloud did not start", failed);
        }
    }
}
