package com.connectgain.infra.bench;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;

/**
 * Answers DynamoDB's calls over HTTPS at once, so that a cold start's time is the function's own. It keeps the items it
 * is given by key and checks no condition; what must behave like DynamoDB runs on the local cloud.
 */
final class DynamoStub implements AutoCloseable {

    private static final double UNITS = 1;

    private final HttpsServer server;
    private final HttpServer plain;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Map<String, JsonNode> items = new ConcurrentHashMap<>();
    private final List<String> calls = new ArrayList<>();

    DynamoStub(SSLContext tls) throws IOException {
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
    String plainUrl() {
        return "http://127.0.0.1:" + plain.getAddress().getPort();
    }

    String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** The names of the calls since the last time this was asked. */
    synchronized List<String> takeCalls() {
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
            JsonNode request = Json.parse(exchange.getRequestBody().readAllBytes());
            String target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            String operation = target.substring(target.indexOf('.') + 1);
            synchronized (this) {
                calls.add(operation);
            }
            byte[] answer = Json.bytes(answer(operation, request));
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
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
}
