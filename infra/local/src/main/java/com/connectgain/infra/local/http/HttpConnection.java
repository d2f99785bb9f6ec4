package com.connectgain.infra.local.http;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** One connection: requests are read and answered in turn until a side closes. */
final class HttpConnection {

    private static final int IDLE_MILLIS = 75_000;
    private static final int READ_MILLIS = 20_000;
    private static final int LINGER_MILLIS = 1_000;
    private static final int LINGER_BYTES = 32 * 1024 * 1024;
    private static final int BUFFER = 16 * 1024;

    private final Socket socket;
    private final Function<HttpRequest, HttpAnswer> handler;
    private final OutputStream output;
    private final RequestReader reader;

    HttpConnection(Socket socket, Function<HttpRequest, HttpAnswer> handler) throws IOException {
        this.socket = socket;
        this.handler = handler;
        socket.setTcpNoDelay(true);
        this.output = new BufferedOutputStream(socket.getOutputStream(), BUFFER);
        this.reader = new RequestReader(
                socket.getInputStream(), socket.getInetAddress().getHostAddress(), this::proceed);
    }

    void run() throws IOException {
        boolean open = true;
        while (open) {
            socket.setSoTimeout(IDLE_MILLIS);
            if (!reader.awaitRequest()) {
                return;
            }
            socket.setSoTimeout(READ_MILLIS);
            open = exchange();
        }
    }

    private boolean exchange() throws IOException {
        try {
            Optional<HttpRequest> request = reader.read();
            if (request.isEmpty()) {
                return false;
            }
            return answer(request.get());
        } catch (MalformedRequest malformed) {
            refuse(HttpAnswer.message(malformed.status(), malformed.getMessage()));
        } catch (SocketTimeoutException slow) {
            refuse(HttpAnswer.message(408, "Request Timeout"));
        }
        return false;
    }

    private boolean answer(HttpRequest request) throws IOException {
        HttpAnswer answer;
        try {
            answer = handler.apply(request);
        } catch (RuntimeException | StackOverflowError failure) {
            answer = HttpAnswer.message(500, "Internal Server Error");
        }
        if (answer == HttpAnswer.DROP) {
            return false;
        }
        boolean keep = reader.keepsAlive();
        write(answer, request.method().equals("HEAD"), keep);
        return keep;
    }

    /** Answers, then reads what is still coming: closing over unread bytes would reset the answer away. */
    private void refuse(HttpAnswer answer) throws IOException {
        write(answer, false, false);
        socket.shutdownOutput();
        socket.setSoTimeout(LINGER_MILLIS);
        InputStream rest = socket.getInputStream();
        byte[] sink = new byte[BUFFER];
        int total = 0;
        try {
            for (int count = 0; count >= 0 && total < LINGER_BYTES; count = rest.read(sink)) {
                total += count;
            }
        } catch (SocketTimeoutException | SocketException enough) {
            // It got the answer, or never will.
        }
    }

    private void proceed() throws IOException {
        output.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        output.flush();
    }

    private void write(HttpAnswer answer, boolean headOnly, boolean keep) throws IOException {
        StringBuilder head = new StringBuilder(256)
                .append("HTTP/1.1 ")
                .append(answer.status())
                .append(' ')
                .append(ReasonPhrases.of(answer.status()))
                .append("\r\n");
        for (HttpRequest.Header header : answer.headers()) {
            head.append(header.name()).append(": ").append(header.value()).append("\r\n");
        }
        boolean bodiless = answer.status() == 204 || answer.status() == 304;
        if (!bodiless) {
            head.append("content-length: ").append(answer.body().length).append("\r\n");
        }
        head.append(keep ? "connection: keep-alive\r\n\r\n" : "connection: close\r\n\r\n");
        output.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        if (!bodiless && !headOnly) {
            output.write(answer.body());
        }
        output.flush();
    }
}
