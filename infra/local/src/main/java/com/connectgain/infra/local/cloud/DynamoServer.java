package com.connectgain.infra.local.cloud;

import com.connectgain.infra.local.DataFolder;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/** DynamoDB Local over HTTP, in memory or on disk. */
public final class DynamoServer implements AutoCloseable {

    private final DynamoDBProxyServer server;
    private final URI endpoint;

    public DynamoServer(DataFolder data) throws Exception {
        int port = FreePort.find();
        // Telemetry looks a host up in the DNS at every start.
        List<String> arguments =
                new ArrayList<>(List.of("-port", String.valueOf(port), "-sharedDb", "-disableTelemetry"));
        Optional<Path> folder = data.folder("dynamodb");
        if (folder.isPresent()) {
            arguments.addAll(List.of("-dbPath", folder.get().toString()));
        } else {
            arguments.add("-inMemory");
        }
        server = ServerRunner.createServerFromCommandLineArgs(arguments.toArray(String[]::new));
        server.start();
        endpoint = URI.create("http://127.0.0.1:" + port);
    }

    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        Stopping.run(() -> {
            server.stop();
            return null;
        });
    }
}
