package com.connectgain.infra.local;

import com.connectgain.store.ConsistencyChecker;
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
            shared.cloud().clock().reset();
            if (System.nanoTime() - shared.lastCheck().get() > BETWEEN_CHECKS.toNanos()) {
                shared.check();
            }
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
