package com.connectgain.infra.runtime;

import com.connectgain.infra.runtime.RuntimeApi.Answer;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes the AOT cache of a package: its functions handle typical events in the real runtime client, started by the
 * package's own script, and the JVM keeps what it has loaded.
 *
 * @param java the JDK that the functions will run on, to the build
 * @param flags what the managed runtime would pass, and whatever only the training needs
 * @param environment of the functions, all at once
 * @param work a folder for what is left over
 */
public record Training(JavaRuntime java, List<String> flags, Map<String, String> environment, Path work) {

    private static final long SECONDS = 120;

    /** An event to train on, for one handler. */
    public static byte[] scene(String handler, JsonNode event) {
        return Rehearsal.scene(handler, event);
    }

    /** Trains on {@code scenes}; each has to be answered, or nothing is learned from it. */
    public void run(WorkerPackage worker, List<byte[]> scenes) throws IOException, InterruptedException {
        Path taskRoot = taskRoot();
        Path log = work.resolve("training.log");
        Files.deleteIfExists(log);
        worker.expectCacheOf(java.home());
        List<String> command = new ArrayList<>();
        command.add(worker.wrapper().toString());
        command.addAll(java.command(flags, Rehearsal.class.getName()));
        Map<String, String> all = new HashMap<>(environment);
        all.put("WORKER_CACHE_OUTPUT", worker.cache().toString());
        all.put("_HANDLER", Rehearsal.class.getName());
        try (RuntimeApi api = RuntimeApi.start()) {
            List<CompletableFuture<Answer>> answers =
                    scenes.stream().map(api::invoke).toList();
            try (LambdaProcess process = LambdaProcess.start(api, command, taskRoot, all, log)) {
                for (CompletableFuture<Answer> answer : answers) {
                    requireSuccess(answer, process);
                }
                // The JVM writes the cache when it exits.
                process.terminate();
                if (!worker.hasCache()) {
                    throw new IOException("The JVM made no cache\n" + process.output());
                }
            }
        }
    }

    private static void requireSuccess(CompletableFuture<Answer> pending, LambdaProcess process)
            throws IOException, InterruptedException {
        try {
            Answer answer = pending.get(SECONDS, TimeUnit.SECONDS);
            if (answer.failed() || answer.text().contains("itemIdentifier")) {
                throw new IOException("A rehearsed event failed: " + answer.text() + "\n" + process.output());
            }
        } catch (ExecutionException | TimeoutException failure) {
            throw new IOException("The rehearsal did not answer\n" + process.output(), failure);
        }
    }

    /** A task root with the rehearsal alone; the functions are on the class path. */
    private Path taskRoot() throws IOException {
        Path taskRoot = work.resolve("rehearsal");
        String name = Rehearsal.class.getName().replace('.', '/') + ".class";
        Path file = taskRoot.resolve(name);
        Files.createDirectories(file.getParent());
        try (InputStream packed = Rehearsal.class.getClassLoader().getResourceAsStream(name)) {
            Files.copy(packed, file, StandardCopyOption.REPLACE_EXISTING);
        }
        return taskRoot;
    }
}
