package com.connectgain.infra.local;

import com.connectgain.infra.local.template.TemplateException;
import com.connectgain.shared.catalog.file.CatalogFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code mvn -Prun}: starts the local cloud and runs it until it is told to stop. */
public final class Main {

    private static final int DEFAULT_PORT = 8080;

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        try {
            LocalCloud cloud = LocalCloud.start(options());
            Runtime.getRuntime()
                    .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> close(cloud)));
            stopWithMaven();
            System.out.println(Banner.of(cloud));
        } catch (StartFailure | TemplateException failure) {
            System.err.println(failure.getMessage());
            System.exit(1);
        }
        stopped.await();
    }

    private static Options options() {
        Path root = Path.of(System.getProperty("project.root", "."))
                .toAbsolutePath()
                .normalize();
        String folder = System.getProperty("data", "");
        Optional<Path> data = folder.equals("memory")
                ? Optional.empty()
                : Optional.of(folder.isBlank() ? root.resolve("infra/local/.data") : root.resolve(folder));
        Options options =
                Options.inMemory(root.resolve("template.yaml")).onPort(port()).seededBy(new DemoOrganization());
        String catalog = System.getProperty("catalog", "");
        if (!catalog.isBlank()) {
            options = options.withCatalog(catalog(root.resolve(catalog)));
        }
        return data.map(options::keeping).orElse(options);
    }

    /** Read here too, so that a mistake in the file is told at the start and not by the first request. */
    private static Path catalog(Path file) {
        try {
            CatalogFile.read(file.toString());
            return file;
        } catch (CatalogFile.Mistake mistake) {
            throw new StartFailure("-Dcatalog=" + file + ": " + mistake.getMessage());
        }
    }

    private static int port() {
        String text = System.getProperty("port", "");
        try {
            int port = text.isBlank() ? DEFAULT_PORT : Integer.parseInt(text);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // Reported below like a number out of range.
        }
        throw new StartFailure("-Dport=" + text + " is not a port number.");
    }

    /** A Maven that was killed cannot stop its child, which would keep the port for ever. */
    private static void stopWithMaven() {
        if (Boolean.getBoolean("stop.with.parent")) {
            ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().thenRun(() -> System.exit(0)));
        }
    }

    private static void close(LocalCloud cloud) {
        try {
            cloud.close();
        } catch (IllegalStateException trouble) {
            System.err.println(trouble.getMessage() + ": " + trouble.getSuppressed()[0]);
        }
    }
}
