package com.connectgain.functions.data;

import com.connectgain.functions.data.analytics.Analytics;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Endpoint.Limit;
import com.connectgain.shared.csv.ReportFile;
import com.connectgain.shared.http.ErrorBody;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code analytics-api}: the figures under {@code /rest/v1/analytics/}, in their documented wrappers. */
public final class AnalyticsApi extends HttpFunction {

    private final Once<Analytics> analytics;

    public AnalyticsApi() {
        this(Kernel.fromEnvironment());
    }

    public AnalyticsApi(Kernel kernel) {
        super(kernel, Endpoint.get(Credential.USER).limitedAs(Limit.REST).answeringErrorsAs(ErrorBody.REST));
        analytics = Once.of(() -> new Analytics(kernel.store(), kernel.clock()));
    }

    @Override
    protected Response handle(Call call) {
        var report = analytics.get().answer(call.request(), call.caller());
        return ReportFile.isWanted(call.request()) ? ReportFile.of("analytics", report) : Response.ok(report);
    }
}
