package com.connectgain.auth;

import static org.junit.jupiter.api.Assumptions.abort;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Scripts with real client libraries, unmodified, on the Node that they ask for. Where npm or its packages are missing
 * the test is skipped, and says so.
 */
public final class NodeClient {

    private static final Path FOLDER = Path.of(System.getProperty("project.root"), "infra/local/src/test/node");
    private static final Path NODE = FOLDER.resolve("node_modules/node/bin/node");
    private static final List<String> PACKAGES =
            List.of("@supabase/supabase-js", "express", "standardwebhooks", "svix");

    private NodeClient() {}

    /** How a script ended, and what it wrote. */
    public record Run(int exit, String output) {}

    public static Run run(String script, String... arguments) throws IOException, InterruptedException {
        install();
        List<String> command = new ArrayList<>(List.of(NODE.toString(), script));
        command.addAll(List.of(arguments));
        return execute(command);
    }

    private static synchronized void install() throws InterruptedException {
        if (installed()) {
            return;
        }
        try {
            Run install = execute(List.of("npm", "ci", "--no-audit", "--no-fund"));
            if (install.exit() != 0 || !installed()) {
                skip("npm ci failed: " + install.output());
            }
        } catch (IOException missing) {
            skip("npm is not installed");
        }
    }

    private static boolean installed() {
        return Files.isExecutable(NODE)
                && PACKAGES.stream().allMatch(name -> Files.isDirectory(FOLDER.resolve("node_modules/" + name)));
    }

    private static void skip(String reason) {
        System.err.println("SKIPPED: the test with real client libraries did not run: " + reason);
        abort(reason);
    }

    private static Run execute(List<String> command) throws IOException, InterruptedException {
        File output = Files.createTempFile("client", ".log").toFile();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output)
                    .start();
            boolean ended = process.waitFor(180, TimeUnit.SECONDS);
            if (!ended) {
                process.destroyForcibly();
            }
            String text = Files.readString(output.toPath(), StandardCharsets.UTF_8);
            return ended ? new Run(process.exitValue(), text) : new Run(-1, "Timed out\n" + text);
        } finally {
            Files.deleteIfExists(output.toPath());
        }
    }
}
