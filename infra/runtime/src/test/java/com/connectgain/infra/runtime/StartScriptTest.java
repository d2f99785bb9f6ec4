package com.connectgain.infra.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that Lambda runs in place of its own command, with a java that prints what it is told. */
class StartScriptTest {

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    private static final String HANDLER = "com.connectgain.functions.ops.Retention";
    private static final List<String> MANAGED = List.of(
            "-XX:MaxHeapSize=445645k",
            "-XX:+UseSerialGC",
            "-XX:AOTCache=/var/lang/lib/server/runtime.aot",
            "-Xshare:on",
            "-XX:TieredStopAtLevel=1",
            "--add-opens=java.base/java.io=ALL-UNNAMED",
            "-Dnamed=a b  'c' \"d\" $HOME *",
            "-D" + CLIENT + "runtimeapi.NativeClient.JNI=/var/runtime/lib/jni/client.so",
            "-classpath",
            "/var/runtime/lib/core.jar:/var/runtime/lib/client.jar",
            CLIENT + "AWSLambda");

    @TempDir
    private Path folder;

    private Path java;
    private Path task;
    private Path worker;

    @BeforeEach
    void layOut() throws IOException {
        Path jdk = folder.resolve("j d k");
        java = write(jdk.resolve("bin/java"), "#!/bin/bash\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        write(jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"25.0.1\"\nOS_ARCH=\"aarch64\"\n");
        task = folder.resolve("ta sk");
        worker = task.resolve("worker");
        try (InputStream script = WorkerPackage.class.getResourceAsStream("start")) {
            Files.createDirectories(worker);
            Files.copy(script, worker.resolve("start"));
        }
        Files.setPosixFilePermissions(worker.resolve("start"), PosixFilePermissions.fromString("rwxr-xr-x"));
        write(task.resolve("lib/ops.jar"), "jar");
        write(worker.resolve("client.jar"), "jar");
        write(worker.resolve("client-x86_64.so"), "library");
        write(worker.resolve("client-aarch64.so"), "library");
        write(worker.resolve("cache.aot"), "cache");
        write(worker.resolve("java-release"), "JAVA_RUNTIME_VERSION=\"25.0.1\"\nOS_ARCH=\"aarch64\"\n");
    }

    @Test
    void functionIsOnTheClassPathAndInTheCache() throws Exception {
        List<String> started = start(MANAGED, HANDLER, "a b", "*");
        assertThat(started)
                .containsSubsequence(
                        "-XX:MaxHeapSize=445645k",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Dnamed=a b  'c' \"d\" $HOME *",
                        "-XX:AOTCache=" + worker.resolve("cache.aot"))
                .doesNotContain("-Xshare:on", "--add-opens=java.base/java.io=ALL-UNNAMED", "-classpath")
                .doesNotContain("-XX:AOTCache=/var/lang/lib/server/runtime.aot");
        assertThat(started.subList(started.size() - 6, started.size()))
                .containsExactly(
                        "-cp",
                        worker.resolve("client.jar") + ":" + task.resolve("lib/ops.jar"),
                        CLIENT + "AWSLambda",
                        HANDLER,
                        "a b",
                        "*");
        assertThat(started.stream()
                        .filter(option -> option.contains("NativeClient.JNI"))
                        .toList())
                .as("of two properties of one name Java takes the last")
                .last()
                .asString()
                .contains(worker.resolve("client-").toString());
    }

    @Test
    void trainingDiffersInOneOption() throws Exception {
        Files.delete(worker.resolve("cache.aot"));
        List<String> started = start(Map.of("WORKER_CACHE_OUTPUT", "/tmp/a b.aot"), MANAGED, HANDLER);
        assertThat(started).contains("-XX:AOTCacheOutput=/tmp/a b.aot").noneMatch(it -> it.startsWith("-XX:AOTCache="));
    }

    @Test
    void withoutCacheTheCommandRunsAsItCame() throws Exception {
        Files.delete(worker.resolve("cache.aot"));
        assertRunsAsItCame(MANAGED);
    }

    @Test
    void anEmptyCacheIsNone() throws Exception {
        write(worker.resolve("cache.aot"), "");
        assertRunsAsItCame(MANAGED);
    }

    @Test
    void anotherBuildOfJavaRunsTheCommandAsItCame() throws Exception {
        write(java.resolve("../../release").normalize(), "JAVA_RUNTIME_VERSION=\"25.0.2\"\nOS_ARCH=\"aarch64\"\n");
        assertRunsAsItCame(MANAGED);
    }

    @Test
    void anIncompletePackageRunsTheCommandAsItCame() throws Exception {
        for (String needed : List.of("worker/client.jar", "lib/ops.jar")) {
            Files.delete(task.resolve(needed));
            assertRunsAsItCame(MANAGED);
            write(task.resolve(needed), "jar");
        }
        Files.delete(worker.resolve("client-x86_64.so"));
        Files.delete(worker.resolve("client-aarch64.so"));
        assertRunsAsItCame(MANAGED);
    }

    @Test
    void ofTwoJarsItIsUnknownWhichIsTheFunction() throws Exception {
        write(task.resolve("lib/other.jar"), "jar");
        assertRunsAsItCame(MANAGED);
    }

    @Test
    void anUnknownCommandRunsAsItCame() throws Exception {
        assertRunsAsItCame(List.of("-cp", "/var/runtime/lib/client.jar", "com.example.AnotherRuntime"));
        assertRunsAsItCame(List.of("--add-opens", "java.base/java.io=ALL-UNNAMED", CLIENT + "AWSLambda"));
        assertRunsAsItCame(List.of("-cp"));
        assertRunsAsItCame(List.of("@/var/runtime/options"));
    }

    private void assertRunsAsItCame(List<String> command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(command);
        all.add(HANDLER);
        assertThat(start(command, HANDLER)).isEqualTo(all);
    }

    private List<String> start(List<String> command, String... handler) throws IOException, InterruptedException {
        return start(Map.of(), command, handler);
    }

    private List<String> start(Map<String, String> environment, List<String> command, String... handler)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(worker.resolve("start").toString(), java.toString()));
        all.addAll(command);
        all.addAll(List.of(handler));
        ProcessBuilder builder = new ProcessBuilder(all).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        List<String> printed = process.inputReader().lines().toList();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        return printed;
    }

    private static Path write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
