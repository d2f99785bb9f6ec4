package com.connectgain.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Where state is kept between runs, or nowhere. Files are replaced whole, so that a killed process leaves none torn. */
public final class DataFolder {

    private final Optional<Path> path;

    private DataFolder(Optional<Path> path) {
        this.path = path;
    }

    public static DataFolder memory() {
        return new DataFolder(Optional.empty());
    }

    public static DataFolder at(Path path) {
        try {
            return new DataFolder(
                    Optional.of(Files.createDirectories(path.toAbsolutePath().normalize())));
        } catch (IOException unusable) {
            throw new StartFailure("The data folder " + path + " cannot be used: " + unusable.getMessage());
        }
    }

    public boolean isKept() {
        return path.isPresent();
    }

    public Optional<Path> path() {
        return path;
    }

    /** A sub-folder that exists. */
    public Optional<Path> folder(String name) {
        return path.map(base -> {
            try {
                return Files.createDirectories(base.resolve(name));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    public Optional<String> read(String name) {
        return path.map(base -> base.resolve(name)).filter(Files::isRegularFile).map(file -> {
            try {
                return Files.readString(file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    public void write(String name, String text) {
        path.ifPresent(base -> {
            try {
                Path file = base.resolve(name);
                Path next = Files.createTempFile(base, name, ".next");
                Files.writeString(next, text);
                replace(next, file);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        });
    }

    private static void replace(Path next, Path file) throws IOException {
        try {
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherFileSystem) {
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
