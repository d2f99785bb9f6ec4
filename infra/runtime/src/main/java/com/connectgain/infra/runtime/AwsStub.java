package com.connectgain.infra.runtime;

import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;

/**
 * Answers the calls of AWS's clients over HTTPS at once, so that the time of a start is the function's own. It keeps
 * the items of DynamoDB that it is given by key and checks no condition; what must behave like AWS runs on the local
 * cloud. Other services are only polite.
 */
public final class AwsStub implements AutoCloseable {

    private static final double UNITS = 1;

    static {
        Servers.sendAtOnce();
    }

    private final HttpsServer server;
    private final HttpServer plain;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();
    private final String secret;

    /** @param secret what Secrets Manager answers */
    public AwsStub(SSLContext tls, String secret) throws IOException {
        this.secret = secret;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        for (HttpServer each : List.of(server, plain)) {
            each.createContext("/", this::serve);
            each.setExecutor(threads);
            each.start();
        }
    }

    /** For this JVM, which does not trust the certificate, to put items in. */
    public String plainUrl() {
        return "http://127.0.0.1:" + plain.getAddress().getPort();
    }

    public String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** What makes a function call this rather than AWS. */
    public Map<String, String> environment() {
        return Stream.of("DYNAMODB", "SQS", "S3", "SECRETS_MANAGER")
                .collect(Collectors.toMap(service -> "AWS_ENDPOINT_URL_" + service, service -> url()));
    }

    /** The names of the calls since the last time this was asked. */
    public synchronized List<String> takeCalls() {
        List<String> taken = List.copyOf(calls);
        calls.clear();
        return taken;
    }

    @Override
    public void close() {
        server.stop(0);
        plain.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            Optional<String> target =
                    Optional.ofNullable(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            // S3 and SES have paths instead; an empty object is an answer that both clients take.
            byte[] answer = target.isEmpty()
                    ? Json.bytes(Json.object().put("MessageId", "1"))
                    : Json.bytes(answer(operation(target.get()), Json.parse(body)));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private synchronized String operation(String target) {
        String operation = target.substring(target.indexOf('.') + 1);
        calls.add(operation);
        return operation;
    }

    private ObjectNode answer(String operation, JsonNode request) {
        ObjectNode answer = Json.object();
        switch (operation) {
            case "GetItem" -> {
                JsonNode item = items.get(at(request.path("TableName").asText(), request.path("Key")));
                if (item != null) {
                    answer.set("Item", item);
                }
                answer.set("ConsumedCapacity", consumed(request));
            }
            case "BatchGetItem" -> {
                ObjectNode tables = answer.putObject("Responses");
                request.path("RequestItems").properties().forEach(table -> {
                    ArrayNode found = tables.putArray(table.getKey());
                    for (JsonNode key : table.getValue().path("Keys")) {
                        JsonNode item = items.get(at(table.getKey(), key));
                        if (item != null) {
                            found.add(item);
                        }
                    }
                });
                answer.putObject("UnprocessedKeys");
            }
            case "UpdateItem" -> {
                answer.putObject("Attributes").putObject("n").put("N", "1");
                answer.set("ConsumedCapacity", consumed(request));
            }
            case "PutItem" -> put(request);
            case "TransactWriteItems" -> request.path("TransactItems").forEach(write -> put(write.path("Put")));
            case "Query" -> {
                answer.putArray("Items");
                answer.put("Count", 0).put("ScannedCount", 0);
            }
            case "SendMessage" -> answer.put("MessageId", "1").put("MD5OfMessageBody", md5(request));
            case "SendMessageBatch" -> {
                ArrayNode sent = answer.putArray("Successful");
                answer.putArray("Failed");
                for (JsonNode entry : request.path("Entries")) {
                    sent.addObject()
                            .put("Id", entry.path("Id").asText())
                            .put("MessageId", "1")
                            .put("MD5OfMessageBody", md5(entry));
                }
            }
            case "GetSecretValue" -> answer.put("SecretString", secret);
            default -> answer.set("ConsumedCapacity", consumed(request));
        }
        return answer;
    }

    private void put(JsonNode put) {
        if (put.has("Item")) {
            items.put(at(put.path("TableName").asText(), put.path("Item")), put.path("Item"));
        }
    }

    private static String at(String table, JsonNode key) {
        return table + " " + key.at("/pk/S").asText() + " " + key.at("/sk/S").asText();
    }

    private static ObjectNode consumed(JsonNode request) {
        return Json.object()
                .put("TableName", request.path("TableName").asText())
                .put("CapacityUnits", UNITS);
    }

    /** The client compares it with what it sent. */
    private static String md5(JsonNode message) {
        try {
            byte[] body = message.path("MessageBody").asText().getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
