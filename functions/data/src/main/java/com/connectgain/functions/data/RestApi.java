package com.connectgain.functions.data;

import com.connectgain.functions.data.analytics.Widgets;
import com.connectgain.functions.data.reference.ApiReference;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Endpoint.Limit;
import com.connectgain.shared.http.ErrorBody;
import com.connectgain.shared.http.Request;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.postgrest.PgrstError;
import com.connectgain.shared.postgrest.request.ApiRequest;
import com.connectgain.shared.postgrest.request.Dialect;

/** {@code /rest/v1/{table}} and {@code /rest/v1/{table}/{id}}: strict PostgREST, which describes itself at its root. */
public final class RestApi extends HttpFunction {

    private static final String WIDGETS = "dashboard_widgets";

    private final ApiReference reference;
    private final Once<Widgets> widgets;

    public RestApi() {
        this(Kernel.fromEnvironment());
    }

    public RestApi(Kernel kernel) {
        super(
                kernel,
                Endpoint.any(Credential.ANON, Credential.USER, Credential.SERVICE)
                        .limitedAs(Limit.REST)
                        .answeringErrorsAs(ErrorBody.REST));
        this.reference = new ApiReference(kernel.settings());
        this.widgets = Once.of(() -> new Widgets(kernel.store(), kernel.dataApi(), kernel.clock()));
    }

    @Override
    protected Response handle(Call call) {
        String table = call.request().pathParameter("table").orElse(null);
        if (table == null) {
            return description(call.request());
        }
        boolean one = call.request().pathParameter("id").isPresent();
        if (table.equals(WIDGETS) && !one && Widgets.areAsked(call.request())) {
            return Response.ok(widgets.get().answer(call.request(), call.caller()));
        }
        ApiRequest request = ApiRequest.read(Dialect.STRICT, table, call.request());
        ApiRequest addressed = call.request()
                .pathParameter("id")
                .map(id -> request.withQuery(request.query().andEqual("id", id)))
                .orElse(request);
        return kernel.dataApi().answer(addressed, call.caller());
    }

    private Response description(Request request) {
        if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
            throw PgrstError.unsupportedMethod(request.method());
        }
        return reference.swagger(request);
    }
}
