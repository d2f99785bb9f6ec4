package com.connectgain.infra.local.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Listens on the loopback interfaces, one virtual thread per connection. */
public final class HttpListener implements AutoCloseable {

    private static final int BACKLOG = 1024;
    private static final List<String> LOOPBACKS = List.of("127.0.0.1", "::1");

    private final List<ServerSocket> sockets = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final int port;
    private volatile Function<HttpRequest, HttpAnswer> handler =
            request -> HttpAnswer.message(503, "Service Unavailable");

    /** Takes the port at once, so that a taken one is known before anything else is started. */
    public HttpListener(int wanted) throws IOException {
        ServerSocket first = bind(LOOPBACKS.getFirst(), wanted);
        sockets.add(first);
        port = first.getLocalPort();
        try {
            sockets.add(bind(LOOPBACKS.getLast(), port));
        } catch (IOException withoutIpv6) {
            // A machine without IPv6 is served over IPv4 alone.
        }
    }

    private static ServerSocket bind(String host, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        try {
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port), BACKLOG);
            return socket;
        } catch (IOException taken) {
            socket.close();
            throw taken;
        }
    }

    public int port() {
        return port;
    }

    public void start(Function<HttpRequest, HttpAnswer> newHandler) {
        handler = newHandler;
        sockets.forEach(socket ->
                Thread.ofPlatform().name("http-" + socket.getInetAddress()).start(() -> accept(socket)));
    }

    private void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.add(socket);
                Thread.ofVirtual().name("http-connection").start(() -> serve(socket));
            } catch (IOException closedOrOutOfFiles) {
                Thread.onSpinWait();
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new HttpConnection(socket, request -> handler.apply(request)).run();
        } catch (IOException gone) {
            // The client left; there is nobody to tell.
        } finally {
            connections.remove(socket);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable open : sockets) {
            close(open);
        }
        connections.forEach(HttpListener::close);
    }

    private static void close(AutoCloseable open) {
        try {
            open.close();
        } catch (IOException alreadyGone) {
            // Closing what is gone is no failure.
        } catch (Exception unexpected) {
            throw new UncheckedIOException(new IOException(unexpected));
        }
    }
}
