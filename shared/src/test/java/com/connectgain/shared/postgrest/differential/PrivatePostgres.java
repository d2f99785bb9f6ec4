package com.connectgain.shared.postgrest.differential;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL 15 cluster of our own in a temporary folder, gone after the test. */
final class PrivatePostgres implements AutoCloseable {

    private static final Path BINARIES = Path.of("/usr/lib/postgresql/15/bin");
    private static final int START_SECONDS = 60;

    private final String folder;
    private final int port;

    private PrivatePostgres(String folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    static boolean isInstalled() {
        return Files.isExecutable(BINARIES.resolve("postgres"))
                && (!isRoot() || Files.isExecutable(Path.of("/usr/sbin/runuser")) && hasUser());
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static boolean hasUser() {
        try {
            return Files.readString(Path.of("/etc/passwd")).contains("\npostgres:");
        } catch (IOException unreadable) {
            return false;
        }
    }

    static PrivatePostgres start() throws IOException {
        String folder = run("mktemp", "-d", "/tmp/connectgain-pg-XXXXXX").strip();
        int port = freePort();
        run(
                binary("initdb"),
                "-D",
                folder,
                "-A",
                "trust",
                "-U",
                "postgres",
                "-E",
                "UTF8",
                "--lc-collate=C",
                "--lc-ctype=C.UTF-8",
                "--no-sync");
        String options = "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c timezone=UTC"
                + " -c fsync=off -c jit=off -c default_text_search_config=pg_catalog.simple";
        run(binary("pg_ctl"), "-D", folder, "-o", options, "-l", folder + "/log", "-w", "start");
        return new PrivatePostgres(folder, port);
    }

    private static String binary(String name) {
        return BINARIES.resolve(name).toString();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** PostgreSQL refuses to run as root. */
    private static String run(String... command) throws IOException {
        List<String> words = new ArrayList<>();
        if (isRoot()) {
            words.addAll(List.of("/usr/sbin/runuser", "-u", "postgres", "--"));
        }
        words.addAll(List.of(command));
        Path output = Files.createTempFile("connectgain-pg", ".out");
        try {
            Process process = new ProcessBuilder(words)
                    .directory(Path.of("/tmp").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(START_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException(command[0] + " failed: " + Files.readString(output));
            }
            return Files.readString(output, StandardCharsets.UTF_8);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(command[0] + " was interrupted", interrupted);
        } finally {
            Files.delete(output);
        }
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres&preferQueryMode=simple");
    }

    @Override
    public void close() throws IOException {
        run(binary("pg_ctl"), "-D", folder, "-m", "immediate", "stop");
        run("rm", "-rf", folder);
    }
}
