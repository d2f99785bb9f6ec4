package com.connectgain.infra.local.gateway;

import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.infra.local.http.HttpRequest.Header;
import com.connectgain.infra.local.template.Template.Cors;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The template's CORS rules; where there are some, they replace whatever a function says about CORS. */
final class CorsPolicy {

    private final Cors cors;

    CorsPolicy(Cors cors) {
        this.cors = cors;
    }

    /** The gateway answers preflights itself, so that no function has to know OPTIONS. */
    Optional<HttpAnswer> preflight(HttpRequest request) {
        if (cors.origins().isEmpty()
                || !request.method().equals("OPTIONS")
                || request.header("origin").isEmpty()
                || request.header("access-control-request-method").isEmpty()) {
            return Optional.empty();
        }
        HttpAnswer answer = HttpAnswer.empty(204);
        Optional<String> origin = allowedOrigin(request);
        if (origin.isEmpty()) {
            return Optional.of(answer);
        }
        answer = answer.withHeader("access-control-allow-origin", origin.get())
                .withHeader("access-control-allow-methods", String.join(",", cors.methods()))
                .withHeader("access-control-allow-headers", String.join(",", cors.headers()));
        if (cors.maxAgeSeconds() > 0) {
            answer = answer.withHeader("access-control-max-age", String.valueOf(cors.maxAgeSeconds()));
        }
        return Optional.of(withCredentials(answer));
    }

    HttpAnswer apply(HttpRequest request, HttpAnswer answer) {
        if (cors.origins().isEmpty()) {
            return answer;
        }
        List<Header> headers = new ArrayList<>(answer.headers());
        headers.removeIf(header -> header.name().startsWith("access-control-"));
        HttpAnswer cleaned = new HttpAnswer(answer.status(), headers, answer.body());
        Optional<String> origin = allowedOrigin(request);
        if (origin.isEmpty()) {
            return cleaned;
        }
        HttpAnswer allowed = cleaned.withHeader("access-control-allow-origin", origin.get());
        if (!cors.exposed().isEmpty()) {
            allowed = allowed.withHeader("access-control-expose-headers", String.join(",", cors.exposed()));
        }
        return withCredentials(allowed);
    }

    private HttpAnswer withCredentials(HttpAnswer answer) {
        return cors.credentials() ? answer.withHeader("access-control-allow-credentials", "true") : answer;
    }

    private Optional<String> allowedOrigin(HttpRequest request) {
        return request.header("origin").flatMap(origin -> {
            if (cors.origins().contains("*")) {
                return Optional.of("*");
            }
            return cors.origins().stream().anyMatch(pattern -> matches(pattern, origin))
                    ? Optional.of(origin)
                    : Optional.empty();
        });
    }

    private static boolean matches(String pattern, String origin) {
        return pattern.endsWith("*")
                ? origin.startsWith(pattern.substring(0, pattern.length() - 1))
                : pattern.equalsIgnoreCase(origin);
    }
}
