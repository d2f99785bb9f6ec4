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
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.crac.Core;
import org.crac.Resource;

/** A function behind the HTTP API. Subclasses declare an {@link Endpoint} and answer one {@link Call}. */
public abstract class HttpFunction implements RequestStreamHandler, Resource {

    protected final Kernel kernel;
    private final Endpoint endpoint;

    protected HttpFunction(Kernel kernel, Endpoint endpoint) {
        this.kernel = kernel;
        this.endpoint = endpoint;
        Core.getGlobalContext().register(this);
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
        long started = System.nanoTime();
        Count[] counted = new Count[1];
        Caller caller = Caller.NOBODY;
        Response response;
        try {
            if (!endpoint.methods().isEmpty() && !endpoint.methods().contains(request.method())) {
                throw wrongMethod();
            }
            if (!endpoint.resolvesItself()) {
                caller = kernel.callers().resolve(request, endpoint);
            }
            counted[0] = kernel.rateLimiter().count(caller, endpoint.limit());
            response = handle(new Call(request, caller));
        } catch (Problem problem) {
            response = endpoint.errors().response(problem);
        } catch (RuntimeException | StackOverflowError failure) {
            kernel.log().failure("request failed", failure, "request_id", request.id(), "path", request.path());
            response = endpoint.errors().response(Failures.describe(failure, request.id()));
        }
        if (counted[0] != null) {
            response = counted[0].stamp(response);
        }
        kernel.log().request(request, caller, response, System.nanoTime() - started);
        return response;
    }

    private Problem wrongMethod() {
        String allowed = String.join(", ", endpoint.methods());
        return Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use " + allowed)
                .withHeader("Allow", allowed);
    }

    /** Runs once before a SnapStart snapshot is taken: what the first request would load is loaded into it. */
    @Override
    public void beforeCheckpoint(org.crac.Context<? extends Resource> context) {
        Priming.run(kernel, this);
    }

    @Override
    public void afterRestore(org.crac.Context<? extends Resource> context) {
        kernel.afterRestore();
    }
}
