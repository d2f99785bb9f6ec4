package com.connectgain.infra.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * What is deployed of functions that start without SnapStart: the function's jar where the managed runtime looks for
 * it, and beside it all that {@code start} needs to run it from an AOT cache.
 *
 * @param folder laid out as {@code /var/task}
 */
public record WorkerPackage(Path folder) {

    private static final String SCRIPT = "start";

    /** Where the package's script is on Lambda, for {@code AWS_LAMBDA_EXEC_WRAPPER}. */
    public static final String WRAPPER = "/var/task/worker/start";

    /**
     * A cache only goes with the very jars it was trained with, which a JVM may know by size and time. A zip keeps times
     * to two seconds, and this one.
     */
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final Set<PosixFilePermission> RUNNABLE = PosixFilePermissions.fromString("rwxr-xr-x");

    /** The runtime client's native parts, by what bash calls the machine. */
    private static final Map<String, String> NATIVE = Map.of("aarch64", "aarch_64", "x86_64", "x86_64");

    /** Lays out {@code function}, a shaded jar, without a cache: so it starts as the managed runtime would. */
    public static WorkerPackage lay(Path function, Path folder) throws IOException {
        JavaRuntime.deleteTree(folder);
        WorkerPackage made = new WorkerPackage(folder);
        Files.createDirectories(folder.resolve("lib"));
        Files.createDirectories(made.worker());
        Files.copy(function, folder.resolve("lib").resolve(function.getFileName()));
        try (InputStream script = WorkerPackage.class.getResourceAsStream(SCRIPT)) {
            Files.copy(script, made.wrapper());
        }
        for (var machine : NATIVE.entrySet()) {
            try (InputStream library = WorkerPackage.class.getResourceAsStream(
                    "/jni/libaws-lambda-jni.linux-" + machine.getValue() + ".so")) {
                Files.copy(library, made.worker().resolve("client-" + machine.getKey() + ".so"));
            }
        }
        join(JavaRuntime.clientJars(), made.worker().resolve("client.jar"));
        for (Path file : made.files()) {
            settle(file);
        }
        return made;
    }

    /** The script that starts a function of this package. */
    public Path wrapper() {
        return worker().resolve(SCRIPT);
    }

    /** The AOT cache; there once a {@link Training} made it. */
    public Path cache() {
        return worker().resolve("cache.aot");
    }

    private Path worker() {
        return folder.resolve("worker");
    }

    /** Makes room for a cache that {@code javaHome} will make, and notes which build of Java that is. */
    void expectCacheOf(Path javaHome) throws IOException {
        Files.deleteIfExists(cache());
        Path note = worker().resolve("java-release");
        Files.deleteIfExists(note);
        // A runtime may come without it; then there is none beside its java either.
        if (Files.exists(javaHome.resolve("release"))) {
            Files.copy(javaHome.resolve("release"), note);
            settle(note);
        }
    }

    boolean hasCache() {
        return Files.exists(cache());
    }

    /** Writes what Lambda unpacks to {@code /var/task}. */
    public void zip(Path target) throws IOException {
        Files.deleteIfExists(target);
        try (FileSystem zip =
                FileSystems.newFileSystem(target, Map.of("create", "true", "enablePosixFileAttributes", "true"))) {
            for (Path file : files()) {
                settle(file);
                Path entry = zip.getPath(folder.relativize(file).toString());
                if (Files.notExists(entry.getParent())) {
                    Files.createDirectory(entry.getParent(), PosixFilePermissions.asFileAttribute(RUNNABLE));
                    Files.setLastModifiedTime(entry.getParent(), TIME);
                }
                Files.copy(file, entry, StandardCopyOption.COPY_ATTRIBUTES);
                Files.setPosixFilePermissions(entry, Files.getPosixFilePermissions(file));
            }
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            return tree.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static void settle(Path file) throws IOException {
        Files.setPosixFilePermissions(file, file.endsWith(SCRIPT) ? RUNNABLE : READABLE);
        Files.setLastModifiedTime(file, TIME);
    }

    /** One jar of the classes of several: each jar of a class path is opened and checked at every start. */
    private static void join(List<Path> jars, Path target) throws IOException {
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream joined = new JarOutputStream(file)) {
            for (Path each : jars) {
                try (JarFile jar = new JarFile(each.toFile())) {
                    List<JarEntry> classes = jar.stream()
                            .filter(entry -> entry.getName().endsWith(".class")
                                    && !entry.getName().startsWith("META-INF/")
                                    && !entry.getName().endsWith("module-info.class"))
                            .toList();
                    for (JarEntry entry : classes) {
                        JarEntry copy = new JarEntry(entry.getName());
                        copy.setLastModifiedTime(TIME);
                        joined.putNextEntry(copy);
                        try (InputStream content = jar.getInputStream(entry)) {
                            content.transferTo(joined);
                        }
                    }
                }
            }
        }
    }
}
