package com.connectgain.infra.local.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One request as it came over the wire; header names are lower case, path and query are undecoded. */
public record HttpRequest(
        String method, String rawPath, String rawQuery, List<Header> headers, byte[] body, String sourceIp) {

    public record Header(String name, String value) {}

    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.name().equals(name))
                .map(Header::value)
                .findFirst();
    }

    /** Headers by name, repeated ones joined by commas; cookies, which must not be joined so, are left out. */
    public Map<String, String> joinedHeaders() {
        Map<String, String> joined = new LinkedHashMap<>();
        headers.stream()
                .filter(header -> !header.name().equals("cookie"))
                .forEach(header -> joined.merge(header.name(), header.value(), (first, next) -> first + "," + next));
        return joined;
    }

    public List<String> cookies() {
        List<String> cookies = new ArrayList<>();
        headers.stream().filter(header -> header.name().equals("cookie")).forEach(header -> {
            for (String cookie : header.value().split(";")) {
                if (!cookie.isBlank()) {
                    cookies.add(cookie.strip());
                }
            }
        });
        return cookies;
    }

    public String pathAndQuery() {
        return rawQuery.isEmpty() ? rawPath : rawPath + "?" + rawQuery;
    }
}
