package com.connectgain.infra.runtime;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The command line of the managed Java runtime: the runtime interface client alone on the class path. It loads the
 * function's classes itself, from the working directory and its {@code lib}.
 */
public final class JavaRuntime {

    /** What the managed runtime passes to a function without SnapStart. */
    public static final List<String> PLAIN =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Djava.net.preferIPv4Stack=true");

    /** With SnapStart the tiers of the JIT are the JVM's own choice. */
    public static final List<String> SNAP_START = List.of("-XX:+UseSerialGC", "-Djava.net.preferIPv4Stack=true");

    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.";
    private static final List<String> CLASSES = List.of(
            CLIENT + "AWSLambda",
            "com.amazonaws.services.lambda.runtime.Context",
            "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
            "software.amazon.awssdk.utilslite.SdkInternalThreadLocal");

    private final Path javaHome;
    private final Path nativeLibrary;

    /**
     * @param javaHome the JDK to run
     * @param work a folder for the client's native library
     */
    public JavaRuntime(Path javaHome, Path work) {
        this.javaHome = javaHome;
        this.nativeLibrary = unpackNativeLibrary(work);
    }

    Path home() {
        return javaHome;
    }

    public List<String> command(List<String> flags, String handler) {
        List<String> command = new ArrayList<>();
        command.add(javaHome.resolve("bin/java").toString());
        command.addAll(flags);
        command.add("-D" + CLIENT + "runtimeapi.NativeClient.JNI=" + nativeLibrary);
        command.add("-Dorg.crac.Core.Compat=com.amazonaws.services.lambda.crac");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.add("--sun-misc-unsafe-memory-access=allow");
        command.add("-cp");
        command.add(classPath());
        command.add(CLIENT + "AWSLambda");
        command.add(handler);
        return command;
    }

    private static String classPath() {
        return clientJars().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** The runtime interface client and what it needs. */
    static List<Path> clientJars() {
        return CLASSES.stream().map(JavaRuntime::jarOf).distinct().toList();
    }

    private static Path jarOf(String className) {
        try {
            Class<?> type = Class.forName(className, false, JavaRuntime.class.getClassLoader());
            return Path.of(
                    type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (ClassNotFoundException | URISyntaxException missing) {
            throw new IllegalStateException("The runtime interface client is not on the class path", missing);
        }
    }

    /** Unpacked once and named: the client would copy it to one fixed path in /tmp at every start. */
    private static Path unpackNativeLibrary(Path work) {
        String machine = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String name = "libaws-lambda-jni.linux-" + machine + ".so";
        Path library = work.resolve(name).toAbsolutePath();
        try (InputStream packed = JavaRuntime.class.getResourceAsStream("/jni/" + name)) {
            Files.createDirectories(work);
            Files.copy(packed, library, StandardCopyOption.REPLACE_EXISTING);
            return library;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Unpacks a deployment package as Lambda unpacks it to {@code /var/task}: times and permissions are kept. */
    public static Path unpack(Path archive, Path taskRoot) throws IOException {
        deleteTree(taskRoot);
        try (FileSystem zip = FileSystems.newFileSystem(archive, Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> tree = Files.walk(zip.getPath("/"))) {
            for (Path entry : tree.toList()) {
                Path target = taskRoot.resolve(entry.toString().substring(1)).normalize();
                if (!target.startsWith(taskRoot)) {
                    throw new IOException("Entry outside of the package: " + entry);
                }
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target, StandardCopyOption.COPY_ATTRIBUTES);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
                }
            }
        }
        return taskRoot;
    }

    static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> tree = Files.walk(root)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
