package com.connectgain.infra.runtime;

import com.connectgain.shared.kernel.Kernel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A certificate for {@code localhost}, made for one run. Whoever is to trust it trusts it beside the authorities that it
 * trusts on Lambda: reading those is part of a real cold start.
 *
 * @param pem what Node.js is told to trust, beside its own
 * @param awsAuthorities what the AWS clients are told to trust
 * @param trustStore what everything else in Java is told to trust
 */
public record Certificate(Path keyStore, Path pem, Path awsAuthorities, Path trustStore) {

    private static final String PASSWORD = "changeit";

    /** What {@link #make} left in {@code work}. */
    public static Certificate at(Path work) {
        return new Certificate(
                work.resolve("stub.p12").toAbsolutePath(),
                work.resolve("stub.pem").toAbsolutePath(),
                work.resolve("aws.pem").toAbsolutePath(),
                work.resolve("cacerts").toAbsolutePath());
    }

    public static Certificate make(Path javaHome, Path work) throws IOException {
        Files.createDirectories(work);
        Certificate made = at(work);
        Files.deleteIfExists(made.keyStore);
        Files.copy(javaHome.resolve("lib/security/cacerts"), made.trustStore, StandardCopyOption.REPLACE_EXISTING);
        made.trustStore.toFile().setWritable(true);
        String keyTool = javaHome.resolve("bin/keytool").toString();
        List<String> alias = List.of("-alias", "stub", "-storepass", PASSWORD);
        run(
                keyTool,
                alias,
                "-genkeypair",
                "-keystore",
                made.keyStore.toString(),
                "-keyalg",
                "RSA",
                "-keysize",
                "2048",
                "-validity",
                "30",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-storetype",
                "PKCS12");
        run(keyTool, alias, "-exportcert", "-rfc", "-keystore", made.keyStore.toString(), "-file", made.pem.toString());
        run(
                keyTool,
                alias,
                "-importcert",
                "-noprompt",
                "-keystore",
                made.trustStore.toString(),
                "-file",
                made.pem.toString());
        try (InputStream roots = Kernel.class.getResourceAsStream("amazon-roots.pem")) {
            Files.copy(roots, made.awsAuthorities, StandardCopyOption.REPLACE_EXISTING);
        }
        Files.write(made.awsAuthorities, Files.readAllBytes(made.pem), StandardOpenOption.APPEND);
        return made;
    }

    public SSLContext serverContext() throws IOException {
        try (InputStream stored = Files.newInputStream(keyStore)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(stored, PASSWORD.toCharArray());
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IOException(unusable);
        }
    }

    private static void run(String keyTool, List<String> common, String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(keyTool));
        command.addAll(List.of(arguments));
        command.addAll(common);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException(arguments[0] + ": " + output);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }
}
