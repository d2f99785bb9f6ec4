package com.connectgain.edge;

import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import java.util.function.Function;

/** A function that does what the test says, behind the real edge. */
final class ProbeFunction extends HttpFunction {

    private final Function<Call, Response> work;

    ProbeFunction(Kernel kernel, Endpoint endpoint, Function<Call, Response> work) {
        super(kernel, endpoint);
        this.work = work;
    }

    @Override
    protected Response handle(Call call) {
        return work.apply(call);
    }
}
