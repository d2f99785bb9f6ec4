package com.connectgain.functions.data.reference;

import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/** A finished document with its headers, which answers a client that already has it with 304. */
public record Rendering(Map<String, String> headers, byte[] body) {

    static Rendering of(String type, byte[] body) {
        CRC32 checksum = new CRC32();
        checksum.update(body);
        String tag = "\"" + Long.toHexString(checksum.getValue()) + "-" + body.length + "\"";
        return new Rendering(
                Map.of(
                        "Content-Type",
                        type,
                        "ETag",
                        tag,
                        "Cache-Control",
                        "public, max-age=300",
                        "X-Content-Type-Options",
                        "nosniff"),
                body);
    }

    Rendering withHeader(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Rendering(Map.copyOf(more), body);
    }

    public Response answer(Request request) {
        boolean known = request.header("if-none-match")
                .filter(tags -> tags.contains(headers.get("ETag")))
                .isPresent();
        if (!known) {
            return new Response(200, headers, body);
        }
        Map<String, String> kept = new LinkedHashMap<>(headers);
        kept.remove("Content-Type");
        return new Response(304, Map.copyOf(kept), new byte[0]);
    }
}
