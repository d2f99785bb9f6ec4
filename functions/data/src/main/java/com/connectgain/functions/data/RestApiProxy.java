package com.connectgain.functions.data;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;
import com.connectgain.shared.postgrest.request.Preferences;
import com.connectgain.shared.postgrest.request.Preferences.Representation;

/** {@code rest-api-proxy/<table>}: the data API for API keys, in the dialect that its documents show. */
public final class RestApiProxy extends HttpFunction {

    public RestApiProxy() {
        this(Kernel.fromEnvironment());
    }

    public RestApiProxy(Kernel kernel) {
        super(kernel, Endpoint.any(Credential.API_KEY, Credential.USER));
    }

    @Override
    protected Response handle(Call call) {
        String table = call.request()
                .pathParameter("table")
                .orElseThrow(() -> Problem.badRequest("Invalid URL format")
                        .withHint("Use format: /rest-api-proxy/<table>?<query>"));
        ApiRequest request = ApiRequest.read(Dialect.PROXY, table, call.request());
        Preferences preferences = request.preferences();
        if (preferences.representation() == null) {
            preferences = preferences.returning(Representation.FULL);
        }
        return kernel.dataApi().answer(request.withPreferences(preferences), call.caller());
    }
}
