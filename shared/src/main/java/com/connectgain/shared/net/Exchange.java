package com.connectgain.shared.net;

import com.connectgain.shared.net.OutboundException.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;

/** One request on the wire and the reading of its reply, up to the call's limit of bytes as they are unpacked. */
final class Exchange {

    /** The client frames messages itself; a second opinion in a header is how requests are smuggled. */
    private static final Set<String> FRAMING = Set.of("content-length", "transfer-encoding", "connection", "host");

    private final HttpCall call;
    private final HttpUriRequestBase request;
    private HttpReply cut;

    Exchange(HttpCall call, Target target, Duration left) {
        this.call = call;
        this.request = new HttpUriRequestBase(call.method(), target.uri());
        Timeout timeout = Timeout.ofMilliseconds(Math.max(1, left.toMillis()));
        request.setConfig(RequestConfig.custom()
                .setResponseTimeout(timeout)
                .setConnectionRequestTimeout(timeout)
                .build());
        call.headers().forEach((name, value) -> {
            if (!FRAMING.contains(name.toLowerCase(Locale.ROOT))) {
                request.setHeader(name, plain(value));
            }
        });
        if (call.body() != null) {
            request.setEntity(new ByteArrayEntity(call.body(), null));
        }
    }

    /** Customers choose header values of their webhooks; a line break would begin a header of their choice. */
    private static String plain(String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw Target.refused("A header value must not hold control characters");
        }
        return value;
    }

    HttpReply run(CloseableHttpClient client) throws IOException {
        try {
            return client.execute(request, this::read);
        } catch (IOException | OutboundException aborted) {
            // Our own doing, when the rest of a long reply is not wanted.
            if (cut != null) {
                return cut;
            }
            throw aborted;
        }
    }

    void cancel() {
        request.cancel();
    }

    private HttpReply read(ClassicHttpResponse response) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (Header header : response.getHeaders()) {
            headers.merge(
                    header.getName().toLowerCase(Locale.ROOT),
                    header.getValue() == null ? "" : header.getValue(),
                    (one, next) -> one + ", " + next);
        }
        return body(response.getCode(), Map.copyOf(headers), response.getEntity());
    }

    private HttpReply body(int status, Map<String, String> headers, HttpEntity entity) throws IOException {
        if (entity == null) {
            return new HttpReply(status, headers, new byte[0]);
        }
        try (InputStream content = entity.getContent()) {
            byte[] body = content == null ? new byte[0] : content.readNBytes(call.maxBytes() + 1);
            if (body.length > call.maxBytes()) {
                if (call.cutting()) {
                    cut = new HttpReply(status, headers, Arrays.copyOf(body, call.maxBytes()));
                }
                // Closing would first read the rest of it.
                request.cancel();
                throw new OutboundException(Reason.TOO_LARGE, "The reply is longer than " + call.maxBytes() + " bytes");
            }
            return new HttpReply(status, headers, body);
        }
    }
}
