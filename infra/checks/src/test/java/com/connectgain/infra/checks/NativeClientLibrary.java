package com.connectgain.infra.checks;

import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The runtime client's native part, unpacked once. Left to itself every process unpacks it to the same file of
 * {@code /tmp}, and two that start together crash each other.
 */
final class NativeClientLibrary {

    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Path FILE = unpack();

    private NativeClientLibrary() {}

    static String jvmOption() {
        return "-D" + PROPERTY + "=" + FILE;
    }

    private static Path unpack() {
        String architecture = System.getProperty("os.arch").equals("aarch64") ? "aarch_64" : "x86_64";
        String flavour = Files.exists(Path.of("/etc/alpine-release")) ? "linux_musl" : "linux";
        String name = "libaws-lambda-jni." + flavour + "-" + architecture + ".so";
        Path file = Repository.ROOT.resolve("infra/checks/target").resolve(name);
        try (InputStream library = AWSLambda.class.getResourceAsStream("/jni/" + name)) {
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
