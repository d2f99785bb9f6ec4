package com.connectgain.infra.local;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** A cloud that runs the test template, started once per JVM, with the calls that tests make. */
final class TestCloud implements AutoCloseable {

    static final Path TEMPLATE = Path.of("src/test/resources/test-template.yaml");

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Duration DEADLINE = Duration.ofSeconds(20);

    /** Resolves a shared {@link TestCloud} parameter. */
    static final class Shared implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TestCloud.class;
        }

        @Override
        public TestCloud resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(Namespace.create(TestCloud.class))
                    .computeIfAbsent("cloud", key -> start(Options.inMemory(TEMPLATE)), TestCloud.class);
        }
    }

    final LocalCloud cloud;

    private TestCloud(LocalCloud cloud) {
        this.cloud = cloud;
    }

    static TestCloud start(Options options) {
        try {
            return new TestCloud(LocalCloud.start(options));
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    HttpResponse<byte[]> send(String method, String path, String body, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.ofString(body), headers);
    }

    HttpResponse<byte[]> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(cloud.url() + path))
                .version(HttpClient.Version.HTTP_1_1)
                .method(method, body);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (java.io.IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    JsonNode json(String method, String path, String body, String... headers) {
        byte[] answer = send(method, path, body, headers).body();
        return answer.length == 0
                ? Json.nodes().missingNode()
                : Json.read(new String(answer, java.nio.charset.StandardCharsets.UTF_8));
    }

    String queueUrl(String logicalId) {
        return cloud.template().queues().stream()
                .filter(queue -> queue.logicalId().equals(logicalId))
                .findFirst()
                .orElseThrow()
                .url();
    }

    String table() {
        return cloud.template().tables().getFirst().name();
    }

    String bucket() {
        return cloud.template().buckets().getFirst().name();
    }

    JsonNode queue(String logicalId) {
        return json("GET", "/_sandbox/queues", "").path(logicalId);
    }

    static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + DEADLINE.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Not within " + DEADLINE);
            }
            Thread.onSpinWait();
            try {
                Thread.sleep(10);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Override
    public void close() {
        cloud.close();
    }
}
