package com.connectgain.shared.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.RateLimiter.Count;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.log.LogScope;
import com.connectgain.shared.store.Meter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;

/** A function behind the HTTP API. Subclasses declare an {@link Endpoint} and answer one {@link Call}. */
public abstract class HttpFunction implements RequestStreamHandler {

    private static final String NOBODY = "00000000-0000-0000-0000-000000000000";

    /** Often enough for the JIT to have compiled the way of a request before the snapshot is taken. */
    private static final int REHEARSALS = 50;

    protected final Kernel kernel;
    private final Endpoint endpoint;

    protected HttpFunction(Kernel kernel, Endpoint endpoint) {
        this.kernel = kernel;
        this.endpoint = endpoint;
        Snapshot.prepare(kernel, this::warmUp);
    }

    protected abstract Response handle(Call call);

    public final Endpoint endpoint() {
        return endpoint;
    }

    @Override
    public final void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        Request request = HttpEvents.read(input);
        output.write(Json.bytes(HttpEvents.write(answer(request))));
    }

    /** One request, whatever happens in it: every failure leaves as a rendered problem. */
    public final Response answer(Request request) {
        Meter meter = new Meter();
        LogScope scope = scope(request);
        try {
            return scope.run(() -> meter.measure(() -> finish(request, meter)));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Response finish(Request request, Meter meter) {
        long started = System.nanoTime();
        Progress progress = new Progress();
        Response response = respond(request, progress).withHeader("x-request-id", request.id());
        if (progress.count != null) {
            response = progress.count.stamp(response);
        }
        if (kernel.isLocal()) {
            response = response.withHeader("X-DynamoDB-Cost", meter.toString());
        }
        if (request.method().equals("HEAD")) {
            response = response.withoutBody();
        }
        kernel.log().request(request, progress.caller, response, meter, Duration.ofNanos(System.nanoTime() - started));
        return response;
    }

    /** How far a request got, for the log and the headers of an answer that is a refusal. */
    private static final class Progress {
        private Caller caller = Caller.NOBODY;
        private Count count;
    }

    private Response respond(Request request, Progress progress) {
        try {
            if (!endpoint.serves(request.method())) {
                throw wrongMethod();
            }
            progress.caller = kernel.callers().resolve(request, endpoint);
            progress.count = kernel.rateLimiter().count(progress.caller, endpoint.limit());
            return handle(new Call(request, progress.caller));
        } catch (Problem problem) {
            return endpoint.errors().response(problem);
        } catch (RuntimeException | StackOverflowError failure) {
            kernel.log().failure("request failed", failure);
            return endpoint.errors().response(Failures.describe(failure, request.id()));
        }
    }

    private Problem wrongMethod() {
        String allowed = endpoint.methods().stream()
                .sorted()
                .reduce((one, other) -> one + ", " + other)
                .orElse("");
        return Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use " + allowed)
                .withHeader("Allow", allowed);
    }

    /** Loads what this function's own work needs at its first request; must have no effect that anybody could see. */
    protected void prime() {}

    /** Everything of a request but the function's own work, which may have effects. */
    private void warmUp() {
        try {
            byte[] event = Json.bytes(rehearsal());
            for (int i = 0; i < REHEARSALS; i++) {
                Request request = HttpEvents.read(new ByteArrayInputStream(event));
                Response refused = scope(request).run(() -> new Meter().measure(() -> refusal(request)));
                Json.bytes(HttpEvents.write(refused));
            }
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
        prime();
    }

    /** A request by a user who never existed: the whole way of a real one, up to the rows that are not there. */
    private ObjectNode rehearsal() {
        ObjectNode claims = Json.object()
                .put("role", "authenticated")
                .put("sub", NOBODY)
                .put("session_id", NOBODY)
                .put("exp", kernel.clock().instant().getEpochSecond() + 60);
        claims.putObject("app_metadata").put("organization_id", NOBODY);
        ObjectNode event = Json.object().put("rawPath", "/");
        event.putObject("requestContext").putObject("http").put("method", "GET");
        event.putObject("headers")
                .put("authorization", "Bearer " + kernel.tokens().sign(claims))
                .put("apikey", kernel.secrets().anonKey());
        return event;
    }

    private Response refusal(Request request) {
        try {
            kernel.callers().resolve(request, endpoint);
            return Response.empty(204);
        } catch (Problem problem) {
            return endpoint.errors().response(problem);
        }
    }

    private LogScope scope(Request request) {
        return new LogScope(
                getClass().getSimpleName(),
                request.id(),
                request.header("x-amzn-trace-id").orElse(null));
    }
}
