package com.connectgain.shared.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The one error type: raised where the fact is known, rendered at one edge ({@link ErrorBody}).
 *
 * <p>{@code code} is one of the documented codes ({@code VALIDATION_ERROR}, ...), an SQLSTATE or a PGRST code.
 */
public final class Problem extends RuntimeException {

    public static final String AUTHENTICATION_FAILED = "AUTHENTICATION_FAILED";
    public static final String INVALID_API_KEY = "INVALID_API_KEY";
    public static final String INSUFFICIENT_PERMISSIONS = "INSUFFICIENT_PERMISSIONS";
    public static final String RESOURCE_NOT_FOUND = "RESOURCE_NOT_FOUND";
    public static final String VALIDATION_ERROR = "VALIDATION_ERROR";
    public static final String RATE_LIMIT_EXCEEDED = "RATE_LIMIT_EXCEEDED";
    public static final String SERVICE_UNAVAILABLE = "SERVICE_UNAVAILABLE";

    private final int status;
    private final String code;
    private final JsonNode details;
    private final String hint;
    private final Map<String, String> headers;

    private Problem(
            int status, String code, String message, JsonNode details, String hint, Map<String, String> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.details = details;
        this.hint = hint;
        this.headers = headers;
    }

    public static Problem of(int status, String code, String message) {
        return new Problem(status, code, message, null, null, Map.of());
    }

    public static Problem badRequest(String message) {
        return of(400, VALIDATION_ERROR, message);
    }

    public static Problem required(String field) {
        return badRequest(field + " is required");
    }

    /** 422 with the field named, for functions that document no error table of their own. */
    public static Problem invalidField(String field, String message) {
        ObjectNode details = Json.object().put("field", field).put("message", message);
        return of(422, VALIDATION_ERROR, "Validation error").withDetails(details);
    }

    public static Problem unauthorized(String message) {
        return of(401, AUTHENTICATION_FAILED, message);
    }

    public static Problem invalidApiKey() {
        return of(401, INVALID_API_KEY, "Invalid or expired API key").withDetails("Invalid API key");
    }

    public static Problem forbidden(String message) {
        return of(403, INSUFFICIENT_PERMISSIONS, message);
    }

    public static Problem insufficientPermissions() {
        return forbidden("Insufficient permissions");
    }

    public static Problem notFound(String message) {
        return of(404, RESOURCE_NOT_FOUND, message);
    }

    public static Problem conflict(String message) {
        return of(409, VALIDATION_ERROR, message);
    }

    public static Problem unavailable(String details) {
        return of(503, SERVICE_UNAVAILABLE, "Service unavailable").withDetails(details);
    }

    public Problem withDetails(String text) {
        return withDetails(text == null ? null : Json.nodes().textNode(text));
    }

    public Problem withDetails(JsonNode newDetails) {
        return new Problem(status, code, getMessage(), newDetails, hint, headers);
    }

    public Problem withHint(String newHint) {
        return new Problem(status, code, getMessage(), details, newHint, headers);
    }

    public Problem withHeader(String name, String value) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(name, value);
        return new Problem(status, code, getMessage(), details, hint, Map.copyOf(all));
    }

    public int status() {
        return status;
    }

    public String code() {
        return code;
    }

    public JsonNode details() {
        return details;
    }

    public String hint() {
        return hint;
    }

    public Map<String, String> headers() {
        return headers;
    }
}
