package com.connectgain.infra.local.http;

import java.util.Locale;

/** The first line of a request. */
record RequestLine(String method, String rawPath, String rawQuery, boolean isModern) {

    static RequestLine parse(String line) throws MalformedRequest {
        String[] parts = line.split(" ", -1);
        if (parts.length != 3 || !Tokens.isToken(parts[0]) || !Tokens.isVisible(parts[1])) {
            throw new MalformedRequest(400, "Bad Request");
        }
        boolean modern = parts[2].equals("HTTP/1.1");
        if (!modern && !parts[2].equals("HTTP/1.0")) {
            throw new MalformedRequest(400, "Bad Request");
        }
        String target = origin(parts[1]);
        if (target.indexOf('#') >= 0) {
            throw new MalformedRequest(400, "Bad Request");
        }
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        if (!Tokens.isEscaped(path)) {
            throw new MalformedRequest(400, "Bad Request");
        }
        return new RequestLine(parts[0], path, question < 0 ? "" : target.substring(question + 1), modern);
    }

    /** Proxies send {@code http://host/path}; everybody else starts with the path. */
    private static String origin(String target) throws MalformedRequest {
        if (target.startsWith("/") || target.equals("*")) {
            return target;
        }
        String lower = target.toLowerCase(Locale.ROOT);
        if (lower.startsWith("http://") || lower.startsWith("https://")) {
            int slash = target.indexOf('/', lower.indexOf("//") + 2);
            return slash < 0 ? "/" : target.substring(slash);
        }
        throw new MalformedRequest(400, "Bad Request");
    }
}
