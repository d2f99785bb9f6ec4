package com.connectgain.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.connectgain.infra.local.CloudExtension;
import com.connectgain.infra.local.LocalCloud;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The real {@code @supabase/supabase-js}, unmodified, on Node. Without npm the test is skipped, and says so. */
@ExtendWith(CloudExtension.class)
class SupabaseClientTest {

    private static final Path FOLDER = Path.of(System.getProperty("project.root"), "infra/local/src/test/node");

    @Test
    void unmodifiedClientGoesThroughTheLifeOfAnAccount(LocalCloud cloud) throws Exception {
        requireClient();

        Run run = run("node", "account.mjs", cloud.url(), cloud.connection().anonKey());

        assertThat(run.exit()).as(run.output()).isZero();
        assertThat(run.output()).contains("account flow passed");
    }

    private record Run(int exit, String output) {}

    private static void requireClient() throws InterruptedException {
        if (Files.isDirectory(FOLDER.resolve("node_modules/@supabase/supabase-js"))) {
            return;
        }
        try {
            Run install = run("npm", "ci", "--no-audit", "--no-fund");
            if (install.exit() == 0) {
                return;
            }
            skip("npm ci failed: " + install.output());
        } catch (IOException missing) {
            skip("npm is not installed");
        }
    }

    private static void skip(String reason) {
        System.err.println("SKIPPED: the test with the real supabase-js did not run: " + reason);
        abort(reason);
    }

    private static Run run(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("client", ".log");
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return new Run(-1, "Timed out\n" + Files.readString(output));
            }
            return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
