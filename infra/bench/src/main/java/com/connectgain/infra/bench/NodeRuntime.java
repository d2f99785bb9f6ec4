package com.connectgain.infra.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The Node.js function of {@code src/main/node} with its packages installed. */
record NodeRuntime(Path taskRoot, String version) {

    private static final long INSTALL_SECONDS = 120;

    /** Nothing where Node.js, npm or the registry is missing: then there is nothing to compare with. */
    static Optional<NodeRuntime> install(Path sources, Path work) throws IOException, InterruptedException {
        Files.createDirectories(work);
        for (String file : List.of("package.json", "package-lock.json", "runtime.js", "index.js")) {
            Files.copy(sources.resolve(file), work.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Optional<String> version = run(work, "node", "--version");
        if (version.isEmpty()) {
            return Optional.empty();
        }
        boolean installed = Files.exists(work.resolve("node_modules/.package-lock.json"))
                || run(work, "npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .isPresent();
        return installed ? version.map(found -> new NodeRuntime(work, found)) : Optional.empty();
    }

    List<String> command() {
        return List.of("node", "runtime.js");
    }

    private static Optional<String> run(Path directory, String... command) throws InterruptedException {
        try {
            Path output = directory.resolve(command[0] + ".log");
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(INSTALL_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return Optional.empty();
            }
            return process.exitValue() == 0
                    ? Optional.of(Files.readString(output).strip())
                    : Optional.empty();
        } catch (IOException absent) {
            return Optional.empty();
        }
    }
}
