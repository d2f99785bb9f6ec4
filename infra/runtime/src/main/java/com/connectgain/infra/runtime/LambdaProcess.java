package com.connectgain.infra.runtime;

import com.connectgain.infra.runtime.RuntimeApi.RuntimeFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One process of a function, started as Lambda starts it: an environment of its own, and the task root to work in. */
public final class LambdaProcess implements AutoCloseable {

    private final Process process;
    private final Path log;
    private final long started;

    private LambdaProcess(Process process, Path log, long started) {
        this.process = process;
        this.log = log;
        this.started = started;
    }

    /**
     * @param taskRoot where the function's package is unpacked; the working directory, as {@code /var/task} is
     * @param log receives what the function prints
     */
    public static LambdaProcess start(
            RuntimeApi api, List<String> command, Path taskRoot, Map<String, String> environment, Path log)
            throws IOException {
        Files.createDirectories(log.toAbsolutePath().getParent());
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(taskRoot.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Nothing of this machine's configuration may reach the function: Lambda has no profile files and no proxies.
        String path = builder.environment().get("PATH");
        builder.environment().clear();
        builder.environment().put("PATH", path);
        builder.environment().put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        builder.environment().putAll(environment);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("LAMBDA_TASK_ROOT", taskRoot.toString());
        long started = System.nanoTime();
        LambdaProcess function = new LambdaProcess(builder.start(), log, started);
        function.process.onExit().thenAccept(ended -> api.fail("the function ended: " + function.output()));
        return function;
    }

    /** {@link System#nanoTime} just before the process was forked. */
    public long started() {
        return started;
    }

    /** The processor time the function has taken so far: steadier than the clock where other work runs beside it. */
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Everything the function printed. */
    public String output() {
        try {
            return Files.readString(log);
        } catch (IOException unreadable) {
            throw new RuntimeFailedException("no output in " + log);
        }
    }

    /** Ends the function with the signal that lets its runtime run shutdown hooks. */
    public void terminate() {
        process.destroy();
        await(180);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        await(10);
    }

    private void await(int seconds) {
        try {
            process.waitFor(seconds, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
