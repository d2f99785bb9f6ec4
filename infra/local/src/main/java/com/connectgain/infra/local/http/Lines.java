package com.connectgain.infra.local.http;

import java.io.IOException;
import java.io.InputStream;

/** The lines of one request's head, within its size limit. */
final class Lines {

    private final InputStream input;
    private int left;
    private boolean first = true;

    Lines(InputStream input, int limit) {
        this.input = input;
        this.left = limit;
    }

    String next() throws IOException, MalformedRequest {
        StringBuilder line = new StringBuilder(80);
        for (int next = input.read(); next != '\n'; next = input.read()) {
            if (next < 0) {
                throw new MalformedRequest(400, "Bad Request");
            }
            if (left-- <= 0) {
                throw first
                        ? new MalformedRequest(414, "URI Too Long")
                        : new MalformedRequest(431, "Request Header Fields Too Large");
            }
            line.append((char) next);
        }
        int length = line.length();
        if (length == 0 || line.charAt(length - 1) != '\r') {
            throw new MalformedRequest(400, "Bad Request");
        }
        line.setLength(length - 1);
        first &= line.isEmpty();
        return line.toString();
    }
}
