package com.connectgain.infra.local.http;

import com.connectgain.infra.local.http.HttpRequest.Header;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Reads requests from one connection, strictly: what two servers could read differently (two lengths, folded headers,
 * a bare line feed) is refused.
 */
final class RequestReader {

    /** API Gateway's quota for the request line and header values together. */
    static final int MAX_HEAD = 10_240;

    private static final int MAX_HEADERS = 200;

    /** Sends {@code 100 Continue} before a body is read. */
    interface Proceed {
        void run() throws IOException;
    }

    private final BufferedInputStream input;
    private final String sourceIp;
    private final Proceed proceed;
    private boolean keepAlive;

    RequestReader(InputStream input, String sourceIp, Proceed proceed) {
        this.input = new BufferedInputStream(input, 16 * 1024);
        this.sourceIp = sourceIp;
        this.proceed = proceed;
    }

    boolean keepsAlive() {
        return keepAlive;
    }

    /** Blocks until a first byte is there; false when the client closed instead. */
    boolean awaitRequest() throws IOException {
        input.mark(1);
        int first;
        try {
            first = input.read();
        } catch (java.net.SocketTimeoutException idle) {
            return false;
        }
        input.reset();
        return first >= 0;
    }

    Optional<HttpRequest> read() throws IOException, MalformedRequest {
        Lines lines = new Lines(input, MAX_HEAD);
        String line = lines.next();
        if (line.isEmpty()) {
            // One stray line end after a body is tolerated, as every server does.
            line = lines.next();
        }
        RequestLine start = RequestLine.parse(line);
        List<Header> headers = headers(lines);
        keepAlive = keepsAlive(start, headers);
        Framing framing = Framing.of(headers, start.isModern());
        if (framing.expectsContinue()) {
            proceed.run();
        }
        byte[] body = framing.read(input);
        return Optional.of(new HttpRequest(
                start.method(), start.rawPath(), start.rawQuery(), List.copyOf(headers), body, sourceIp));
    }

    private static List<Header> headers(Lines lines) throws IOException, MalformedRequest {
        List<Header> headers = new ArrayList<>();
        for (String line = lines.next(); !line.isEmpty(); line = lines.next()) {
            int colon = line.indexOf(':');
            if (colon < 1 || !Tokens.isToken(line.substring(0, colon))) {
                throw new MalformedRequest(400, "Bad Request");
            }
            String value = line.substring(colon + 1).strip();
            if (!Tokens.isFieldValue(value)) {
                throw new MalformedRequest(400, "Bad Request");
            }
            headers.add(new Header(line.substring(0, colon).toLowerCase(Locale.ROOT), value));
            if (headers.size() > MAX_HEADERS) {
                throw new MalformedRequest(431, "Request Header Fields Too Large");
            }
        }
        return headers;
    }

    private static boolean keepsAlive(RequestLine start, List<Header> headers) {
        String connection = headers.stream()
                .filter(header -> header.name().equals("connection"))
                .map(header -> header.value().toLowerCase(Locale.ROOT))
                .findFirst()
                .orElse("");
        return start.isModern() ? !connection.contains("close") : connection.contains("keep-alive");
    }
}
