package com.connectgain.infra.local.gateway;

import com.connectgain.infra.local.functions.Console;
import com.connectgain.infra.local.functions.InvocationFailure;
import com.connectgain.infra.local.http.HttpAnswer;
import com.connectgain.infra.local.http.HttpRequest;
import com.connectgain.infra.local.template.Template.Cors;
import com.connectgain.shared.http.Json;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** Takes a request to its function and the function's answer back, within the limits that AWS sets. */
public final class Gateway {

    /** Lambda's limit for the event and for the answer of a synchronous invocation. */
    private static final int MAX_LAMBDA_BYTES = 6 * 1024 * 1024;

    /** One second under the gateway's own 30, so that the product's answer and not the gateway's cut is tested. */
    private static final Duration MAX_TIME = Duration.ofSeconds(29);

    private final RouteTable routes;
    private final CorsPolicy cors;
    private final Clock clock;

    public Gateway(RouteTable routes, Cors cors, Clock clock) {
        this.routes = routes;
        this.cors = new CorsPolicy(cors);
        this.clock = clock;
    }

    public HttpAnswer handle(HttpRequest request) {
        Optional<HttpAnswer> preflight = cors.preflight(request);
        if (preflight.isPresent()) {
            return preflight.get();
        }
        String requestId = UUID.randomUUID().toString();
        HttpAnswer answer = routes.find(request.method(), request.rawPath())
                .map(match -> invoke(request, match, requestId))
                .orElseGet(() -> HttpAnswer.message(404, "Not Found"));
        return cors.apply(request, answer).withHeader("apigw-requestid", requestId);
    }

    private HttpAnswer invoke(HttpRequest request, RouteTable.Match match, String requestId) {
        JsonNode event = HttpEvent.of(request, match, requestId, clock.instant());
        if (Json.bytes(event).length > MAX_LAMBDA_BYTES) {
            return HttpAnswer.message(413, "Request Entity Too Large");
        }
        try {
            byte[] output = match.function().invoke(event, MAX_TIME);
            if (output.length > MAX_LAMBDA_BYTES) {
                return HttpAnswer.message(500, "Internal Server Error");
            }
            return FunctionAnswer.read(output);
        } catch (InvocationFailure failure) {
            Console.failure(failure);
            return failure.isTimeout()
                    ? HttpAnswer.message(504, "Endpoint request timed out")
                    : HttpAnswer.message(500, "Internal Server Error");
        }
    }
}
