package com.connectgain.functions.ops;

import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import java.time.Duration;

/**
 * {@code service-monitoring}: whether the system and what it depends on are well, for anybody. 200 while it serves,
 * 503 when it cannot; a result is kept for ten seconds, so that watching costs nothing.
 */
public final class ServiceMonitoring extends HttpFunction {

    private static final Duration FRESH = Duration.ofSeconds(10);

    private final Probes probes;
    private Health last;

    public ServiceMonitoring() {
        this(Kernel.fromEnvironment());
    }

    public ServiceMonitoring(Kernel kernel) {
        super(kernel, Endpoint.open("GET"));
        this.probes = new Probes(kernel);
    }

    @Override
    protected Response handle(Call call) {
        Health health = current();
        return Response.json(health.status() == Health.Status.DOWN ? 503 : 200, health.toJson())
                .withHeader("Cache-Control", "no-store");
    }

    /** One probing at a time: requests that come meanwhile wait for its result instead of adding to the load. */
    private synchronized Health current() {
        if (last == null
                || Duration.between(last.checkedAt(), kernel.clock().instant())
                                .abs()
                                .compareTo(FRESH)
                        >= 0) {
            last = probes.run();
        }
        return last;
    }
}
