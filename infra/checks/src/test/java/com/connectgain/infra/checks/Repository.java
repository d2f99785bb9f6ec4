package com.connectgain.infra.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The working copy under test. */
final class Repository {

    static final Path ROOT = Path.of(System.getProperty("project.root"));

    private static final Set<String> NOT_OURS = Set.of("target", "node_modules", ".git", ".data");

    private Repository() {}

    /** Every Java source, tests included. */
    static List<Path> sources() {
        return under(ROOT)
                .filter(path -> path.getFileName().toString().endsWith(".java"))
                .sorted()
                .toList();
    }

    /** The Java sources that are deployed: those of {@code shared} and of the functions. */
    static List<Path> deployedSources() {
        Path main = Path.of("src", "main", "java");
        return sources().stream()
                .filter(path -> path.startsWith(ROOT.resolve("shared")) || path.startsWith(ROOT.resolve("functions")))
                .filter(path -> path.toString().contains(main.toString()))
                .toList();
    }

    /** The domains: the folders under {@code functions} that are modules. */
    static List<String> domains() {
        try (Stream<Path> folders = Files.list(ROOT.resolve("functions"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("pom.xml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    static Path relative(Path path) {
        return ROOT.relativize(path);
    }

    private static Stream<Path> under(Path folder) {
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.toList().stream()
                    .filter(entry -> !NOT_OURS.contains(entry.getFileName().toString()))
                    .flatMap(entry -> Files.isDirectory(entry) ? under(entry) : Stream.of(entry));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
