package com.connectgain.functions.calls;

import com.connectgain.functions.calls.mobile.MobileRoutes;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code mobile-api}: login and contacts of the mobile app. */
public final class MobileApi extends HttpFunction {

    private final Once<MobileRoutes> routes;

    public MobileApi() {
        this(Kernel.fromEnvironment());
    }

    /** The login is open to everybody; the other routes resolve the caller themselves. */
    public MobileApi(Kernel kernel) {
        super(kernel, Endpoint.open());
        routes = Once.of(() -> MobileRoutes.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return routes.get().answer(call.request());
    }
}
