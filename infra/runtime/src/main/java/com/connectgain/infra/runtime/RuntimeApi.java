package com.connectgain.infra.runtime;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The Lambda Runtime API on a free local port, for one process of a function: hands out events, takes the answers, and
 * plays the checkpoint and restore of SnapStart.
 */
public final class RuntimeApi implements AutoCloseable {

    private static final String BASE = "/2018-06-01/runtime/";

    static {
        Servers.sendAtOnce();
    }

    /**
     * What the function answered.
     *
     * @param failed the runtime posted an error: the handler threw
     * @param handedOut {@link System#nanoTime} when the runtime got the event
     * @param answered {@link System#nanoTime} when its answer was here
     */
    public record Answer(byte[] body, boolean failed, long handedOut, long answered) {

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** The function ended, or could not start, before it answered. */
    public static final class RuntimeFailedException extends RuntimeException {

        RuntimeFailedException(String reason) {
            super(reason);
        }
    }

    private static final class Invocation {
        private final String id;
        private final byte[] event;
        private final CompletableFuture<Answer> answer = new CompletableFuture<>();
        private volatile long handedOut;

        Invocation(String id, byte[] event) {
            this.id = id;
            this.event = event;
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Invocation> open = new ConcurrentHashMap<>();
    private final CompletableFuture<Void> checkpoint = new CompletableFuture<>();
    private final CompletableFuture<Void> restore = new CompletableFuture<>();
    private final CompletableFuture<Long> restored = new CompletableFuture<>();
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private int invocations;

    private RuntimeApi(HttpServer server) {
        this.server = server;
        server.createContext(BASE, this::serve);
        server.setExecutor(threads);
        server.start();
    }

    public static RuntimeApi start() throws IOException {
        return new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
    }

    /** The value of {@code AWS_LAMBDA_RUNTIME_API}. */
    public String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Queues one event; the answer comes when the function has handled it. */
    public synchronized CompletableFuture<Answer> invoke(byte[] event) {
        Invocation invocation = new Invocation("request-" + ++invocations, event);
        open.put(invocation.id, invocation);
        waiting.add(invocation);
        return invocation.answer;
    }

    /** Done when the runtime has run the hooks before the checkpoint and asks to be restored. */
    public CompletableFuture<Void> checkpoint() {
        return checkpoint;
    }

    /** Lets the runtime go on as a restored snapshot does; {@link System#nanoTime} of that moment. */
    public CompletableFuture<Long> restore() {
        restore.complete(null);
        return restored;
    }

    /** What the runtime has called so far, without the ids: {@code invocation/next}, {@code invocation/response}... */
    public List<String> calls() {
        return List.copyOf(calls);
    }

    /** Ends every wait for this function. */
    public void fail(String reason) {
        RuntimeFailedException failure = new RuntimeFailedException(reason);
        checkpoint.completeExceptionally(failure);
        restored.completeExceptionally(failure);
        open.values().forEach(invocation -> invocation.answer.completeExceptionally(failure));
    }

    @Override
    public void close() {
        fail("closed");
        server.stop(0);
        threads.shutdownNow();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            String[] path =
                    exchange.getRequestURI().getPath().substring(BASE.length()).split("/");
            String call = String.join("/", path[0], path[path.length - 1]);
            calls.add(call);
            switch (call) {
                case "invocation/next" -> next(exchange);
                case "invocation/response" -> answer(exchange, path[1], body, false);
                case "invocation/error" -> answer(exchange, path[1], body, true);
                case "restore/next" -> awaitRestore(exchange);
                case "init/error", "restore/error" -> {
                    fail(path[0] + " failed: " + new String(body, StandardCharsets.UTF_8));
                    accept(exchange);
                }
                default -> exchange.sendResponseHeaders(404, -1);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void next(HttpExchange exchange) throws IOException, InterruptedException {
        Invocation invocation = waiting.take();
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id);
        headers.set(
                "Lambda-Runtime-Deadline-Ms",
                Long.toString(
                        System.currentTimeMillis() + Duration.ofSeconds(29).toMillis()));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:000000000000:function:local");
        headers.set("Content-Type", "application/json");
        invocation.handedOut = System.nanoTime();
        exchange.sendResponseHeaders(200, invocation.event.length);
        exchange.getResponseBody().write(invocation.event);
    }

    private void answer(HttpExchange exchange, String id, byte[] body, boolean failed) throws IOException {
        long answered = System.nanoTime();
        Invocation invocation = open.remove(id);
        if (invocation == null) {
            exchange.sendResponseHeaders(400, -1);
            return;
        }
        accept(exchange);
        invocation.answer.complete(new Answer(body, failed, invocation.handedOut, answered));
    }

    private void awaitRestore(HttpExchange exchange) throws IOException {
        checkpoint.complete(null);
        restore.join();
        restored.complete(System.nanoTime());
        exchange.sendResponseHeaders(200, -1);
    }

    private static void accept(HttpExchange exchange) throws IOException {
        byte[] status = "{\"status\":\"OK\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(202, status.length);
        exchange.getResponseBody().write(status);
    }
}
