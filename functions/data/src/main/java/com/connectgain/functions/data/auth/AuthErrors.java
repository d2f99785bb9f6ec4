package com.connectgain.functions.data.auth;

import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * The two error bodies of GoTrue: clients that name an API version get {@code {code, message}}, older ones {@code {code,
 * error_code, msg}}. Both carry {@code error} as well, for readers of the functions' shape and of OAuth's.
 */
final class AuthErrors {

    private static final String VERSION_HEADER = "x-supabase-api-version";
    private static final String VERSION = "2024-01-01";
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private AuthErrors() {}

    static Response response(Problem problem, Request request, boolean grant) {
        String code = code(problem);
        boolean versioned = request.header(VERSION_HEADER)
                .filter(version -> DATE.matcher(version).matches() && version.compareTo(VERSION) >= 0)
                .isPresent();
        ObjectNode body = versioned ? versioned(problem, code) : unversioned(problem, code, grant);
        if (code.equals("weak_password")) {
            body.putObject("weak_password").set("reasons", problem.details());
        } else {
            body.set("details", problem.details());
        }
        body.put("hint", problem.hint());
        Response response = Response.json(problem.status(), body).withHeader("x-sb-error-code", code);
        if (versioned) {
            response = response.withHeader(VERSION_HEADER, VERSION);
        }
        for (var header : problem.headers().entrySet()) {
            response = response.withHeader(header.getKey(), header.getValue());
        }
        return response;
    }

    private static ObjectNode versioned(Problem problem, String code) {
        return Json.object()
                .put("code", code)
                .put("message", problem.getMessage())
                .put("error", problem.getMessage());
    }

    private static ObjectNode unversioned(Problem problem, String code, boolean grant) {
        boolean oauth = grant && problem.status() == 400;
        return Json.object()
                .put("code", problem.status())
                .put("error_code", code)
                .put("msg", problem.getMessage())
                .put("message", problem.getMessage())
                .put("error", oauth ? "invalid_grant" : problem.getMessage())
                .put("error_description", problem.getMessage());
    }

    /** Problems raised outside of this protocol, in its words. */
    static String code(Problem problem) {
        String code = problem.code() == null ? "" : problem.code();
        return switch (code) {
            case "", Problem.AUTHENTICATION_FAILED -> "no_authorization";
            case Problem.VALIDATION_ERROR ->
                problem.getMessage().startsWith("Invalid JSON") ? "bad_json" : "validation_failed";
            case Problem.RESOURCE_NOT_FOUND -> "not_found";
            case Problem.INSUFFICIENT_PERMISSIONS -> "no_authorization";
            case Problem.RATE_LIMIT_EXCEEDED -> "over_request_rate_limit";
            default -> code;
        };
    }
}
