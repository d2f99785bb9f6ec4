package com.connectgain.infra.local.http;

import com.connectgain.infra.local.http.HttpRequest.Header;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** How long a request's body is, and how it is delimited. */
record Framing(long length, boolean chunked, boolean expectsContinue) {

    /** API Gateway's quota for a payload. */
    static final int MAX_BODY = 10 * 1024 * 1024;

    private static final int MAX_CHUNK_LINE = 1024;
    private static final int MAX_TRAILERS = 8192;

    static Framing of(List<Header> headers, boolean modern) throws MalformedRequest {
        List<String> hosts = values(headers, "host");
        if (hosts.size() > 1 || modern && hosts.isEmpty()) {
            throw new MalformedRequest(400, "Bad Request");
        }
        List<String> lengths = values(headers, "content-length");
        List<String> encodings = values(headers, "transfer-encoding");
        if (lengths.size() > 1 || encodings.size() > 1 || !lengths.isEmpty() && !encodings.isEmpty()) {
            throw new MalformedRequest(400, "Bad Request");
        }
        boolean chunked = !encodings.isEmpty();
        if (chunked && !encodings.getFirst().equalsIgnoreCase("chunked")) {
            throw new MalformedRequest(400, "Bad Request");
        }
        long length = lengths.isEmpty() ? 0 : length(lengths.getFirst());
        if (length > MAX_BODY) {
            throw new MalformedRequest(413, "Request Entity Too Large");
        }
        List<String> expectations = values(headers, "expect");
        if (!expectations.isEmpty() && !expectations.getFirst().equalsIgnoreCase("100-continue")) {
            throw new MalformedRequest(417, "Expectation Failed");
        }
        return new Framing(length, chunked, !expectations.isEmpty());
    }

    byte[] read(InputStream input) throws IOException, MalformedRequest {
        if (chunked) {
            return chunks(input);
        }
        byte[] body = input.readNBytes((int) length);
        if (body.length < length) {
            throw new MalformedRequest(400, "Bad Request");
        }
        return body;
    }

    private static byte[] chunks(InputStream input) throws IOException, MalformedRequest {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            int size = chunkSize(new Lines(input, MAX_CHUNK_LINE).next());
            if (size == 0) {
                Lines trailers = new Lines(input, MAX_TRAILERS);
                while (!trailers.next().isEmpty()) {
                    // Trailers are allowed and mean nothing here.
                }
                return body.toByteArray();
            }
            if (body.size() + (long) size > MAX_BODY) {
                throw new MalformedRequest(413, "Request Entity Too Large");
            }
            byte[] chunk = input.readNBytes(size);
            if (chunk.length < size || input.read() != '\r' || input.read() != '\n') {
                throw new MalformedRequest(400, "Bad Request");
            }
            body.write(chunk);
        }
    }

    private static int chunkSize(String line) throws MalformedRequest {
        int extension = line.indexOf(';');
        String digits = (extension < 0 ? line : line.substring(0, extension)).strip();
        boolean valid =
                !digits.isEmpty() && digits.chars().allMatch(sign -> Character.digit(sign, 16) >= 0 && sign < 0x80);
        if (!valid) {
            throw new MalformedRequest(400, "Bad Request");
        }
        if (digits.length() > 7) {
            throw new MalformedRequest(413, "Request Entity Too Large");
        }
        return Integer.parseInt(digits, 16);
    }

    private static long length(String text) throws MalformedRequest {
        if (text.isEmpty() || !text.chars().allMatch(sign -> sign >= '0' && sign <= '9')) {
            throw new MalformedRequest(400, "Bad Request");
        }
        return text.length() > 18 ? Long.MAX_VALUE : Long.parseLong(text);
    }

    private static List<String> values(List<Header> headers, String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .toList();
    }
}
