package com.connectgain.infra.local;

import com.connectgain.store.ConsistencyChecker;
import java.nio.file.Path;
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

    /** Whatever a test did, rows and what stands beside them agree. */
    @Override
    public void afterAll(ExtensionContext context) {
        LocalCloud cloud = context.getRoot().getStore(NAMESPACE).get(CLOUD, LocalCloud.class);
        if (cloud != null) {
            new ConsistencyChecker(cloud.kernel()).check();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalCloud.class;
    }

    @Override
    public LocalCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Store store = context.getRoot().getStore(NAMESPACE);
        return store.computeIfAbsent(CLOUD, key -> start(), LocalCloud.class);
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
