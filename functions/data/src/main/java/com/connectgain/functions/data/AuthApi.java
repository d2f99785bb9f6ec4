package com.connectgain.functions.data;

import com.connectgain.functions.data.auth.AuthRoutes;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code auth-api}: sign-up, sign-in, sessions and account changes as Supabase clients call them. */
public final class AuthApi extends HttpFunction {

    private final Once<AuthRoutes> routes;

    public AuthApi() {
        this(Kernel.fromEnvironment());
    }

    public AuthApi(Kernel kernel) {
        super(kernel, Endpoint.open());
        routes = Once.of(() -> AuthRoutes.of(Identity.of(kernel), kernel));
    }

    @Override
    protected void prime() {
        routes.get();
    }

    @Override
    protected Response handle(Call call) {
        return routes.get().answer(call);
    }
}
