package com.connectgain.shared.postgrest.request;

import com.connectgain.shared.http.Request;
import com.connectgain.shared.postgrest.PgrstError;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;

/**
 * A request to one table, parsed: nothing after this reads the query string or a header.
 *
 * @param range the root's rows, from limit, offset and the Range header
 * @param contentType the media type of the body, without parameters
 * @param body the payload; for the proxy's curl commands, the JSON that stood in the query
 */
public record ApiRequest(
        Method method,
        String table,
        QueryParameters query,
        Preferences preferences,
        RowRange range,
        MediaType accept,
        String contentType,
        byte[] body,
        Dialect dialect) {

    /** What is done to the table. */
    public enum Method {
        GET,
        HEAD,
        POST,
        PATCH,
        PUT,
        DELETE;

        public boolean reads() {
            return this == GET || this == HEAD;
        }

        static Method named(String name) {
            for (Method method : values()) {
                if (method.name().equals(name)) {
                    return method;
                }
            }
            throw PgrstError.unsupportedMethod(name);
        }
    }

    private static final String SCHEMA = "public";
    private static final String JSON = "application/json";

    public static ApiRequest read(Dialect dialect, String table, Request request) {
        return read(dialect, request.method(), table, request.rawQuery(), request.headers(), request.body());
    }

    /** @param headers by lower-case name; repeated ones joined by a comma */
    public static ApiRequest read(
            Dialect dialect, String verb, String table, String rawQuery, Map<String, String> headers, byte[] body) {
        Method method = Method.named(verb);
        checkSchema(headers.get(method.reads() ? "accept-profile" : "content-profile"));
        QueryParameters query = QueryParameters.read(rawQuery == null ? "" : rawQuery, dialect);
        String contentType = contentType(headers.getOrDefault("content-type", ""));
        return new ApiRequest(
                method,
                table,
                query,
                Preferences.read(headers.getOrDefault("prefer", "")).checked(),
                range(method, query, headers.get("range")),
                MediaType.negotiate(headers.getOrDefault("accept", ""), method.reads()),
                dialect == Dialect.PROXY && isMislabelledJson(contentType, body) ? JSON : contentType,
                body.length == 0 && query.body() != null && method == Method.PATCH
                        ? query.body().getBytes(StandardCharsets.UTF_8)
                        : body,
                dialect);
    }

    private static void checkSchema(String profile) {
        if (profile != null && !profile.isBlank() && !profile.equals(SCHEMA)) {
            throw PgrstError.unknownSchema(profile);
        }
    }

    private static RowRange range(Method method, QueryParameters query, String header) {
        RowRange asked = query.rootRange().checked();
        if (method == Method.PUT && !asked.equals(RowRange.ALL)) {
            throw PgrstError.putTakesNoRange();
        }
        return method == Method.GET && header != null
                ? RowRange.ofHeader(header).intersect(asked)
                : asked;
    }

    private static String contentType(String header) {
        int parameters = header.indexOf(';');
        String type = (parameters < 0 ? header : header.substring(0, parameters)).strip();
        return type.isEmpty() ? JSON : type.toLowerCase(Locale.ROOT);
    }

    /** The original proxy took every body for JSON; {@code curl -d} without a header calls it a form, fetch plain text. */
    private static boolean isMislabelledJson(String contentType, byte[] body) {
        if (!contentType.equals("application/x-www-form-urlencoded") && !contentType.equals("text/plain")) {
            return false;
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return text.startsWith("{") || text.startsWith("[");
    }

    public ApiRequest withQuery(QueryParameters other) {
        return new ApiRequest(method, table, other, preferences, range, accept, contentType, body, dialect);
    }

    public ApiRequest withPreferences(Preferences other) {
        return new ApiRequest(method, table, query, other, range, accept, contentType, body, dialect);
    }
}
