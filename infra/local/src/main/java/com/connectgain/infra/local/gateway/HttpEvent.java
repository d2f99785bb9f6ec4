package com.connectgain.infra.local.gateway;

import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.infra.local.template.Site;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A request as payload format 2.0 has it. */
final class HttpEvent {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private HttpEvent() {}

    static ObjectNode of(HttpRequest request, RouteTable.Match match, String requestId, Instant now) {
        Map<String, String> headers = request.joinedHeaders();
        headers.merge("x-forwarded-for", request.sourceIp(), (sent, ip) -> sent + ", " + ip);
        headers.putIfAbsent("x-forwarded-proto", "http");
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("routeKey", match.routeKey())
                .put("rawPath", request.rawPath())
                .put("rawQueryString", request.rawQuery());
        if (!request.cookies().isEmpty()) {
            ArrayNode cookies = event.putArray("cookies");
            request.cookies().forEach(cookies::add);
        }
        ObjectNode headerNode = event.putObject("headers");
        headers.forEach(headerNode::put);
        putAll(event, "queryStringParameters", query(request.rawQuery()));
        putAll(event, "pathParameters", match.parameters());
        event.set("requestContext", context(request, match, requestId, now, headers));
        body(event, request, headers.getOrDefault("content-type", ""));
        return event;
    }

    private static ObjectNode context(
            HttpRequest request, RouteTable.Match match, String requestId, Instant now, Map<String, String> headers) {
        ObjectNode context = Json.object()
                .put("accountId", Site.ACCOUNT)
                .put("apiId", "local")
                .put("domainName", headers.getOrDefault("host", "localhost"))
                .put("domainPrefix", "local")
                .put("requestId", requestId)
                .put("routeKey", match.routeKey())
                .put("stage", "$default")
                .put("time", TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
        context.putObject("http")
                .put("method", request.method())
                .put("path", request.rawPath())
                .put("protocol", "HTTP/1.1")
                .put("sourceIp", request.sourceIp())
                .put("userAgent", headers.getOrDefault("user-agent", ""));
        return context;
    }

    private static void body(ObjectNode event, HttpRequest request, String contentType) {
        if (request.body().length == 0) {
            event.put("isBase64Encoded", false);
            return;
        }
        if (isText(contentType)) {
            try {
                String text = StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(request.body()))
                        .toString();
                event.put("body", text).put("isBase64Encoded", false);
                return;
            } catch (CharacterCodingException binaryAfterAll) {
                // Bytes that are no text must arrive as they were sent.
            }
        }
        event.put("body", Base64.getEncoder().encodeToString(request.body())).put("isBase64Encoded", true);
    }

    /** API Gateway passes these as text and everything else, forms included, as base64. */
    private static boolean isText(String contentType) {
        String type = contentType.toLowerCase(Locale.ROOT).split(";", 2)[0].strip();
        return type.startsWith("text/")
                || type.equals("application/json")
                || type.equals("application/javascript")
                || type.equals("application/xml")
                || type.endsWith("+json")
                || type.endsWith("+xml");
    }

    private static Map<String, String> query(String rawQuery) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : rawQuery.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = decode(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
                parameters.merge(name, value, (first, next) -> first + "," + next);
            }
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            return text;
        }
    }

    private static void putAll(ObjectNode event, String name, Map<String, String> values) {
        if (!values.isEmpty()) {
            ObjectNode node = event.putObject(name);
            values.forEach(node::put);
        }
    }
}
