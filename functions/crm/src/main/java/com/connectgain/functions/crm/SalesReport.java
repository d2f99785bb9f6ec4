package com.connectgain.functions.crm;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.sales.SalesReports;

/** {@code sales-report}: a pipeline's stages, deals and totals, as JSON or CSV. */
public final class SalesReport extends HttpFunction {

    private final Once<SalesReports> reports;

    public SalesReport() {
        this(Kernel.fromEnvironment());
    }

    public SalesReport(Kernel kernel) {
        super(kernel, Endpoint.get(Credential.USER));
        reports = Once.of(() -> new SalesReports(kernel.store(), kernel.clock()));
    }

    @Override
    protected Response handle(Call call) {
        return reports.get().answer(call.request(), call.caller());
    }
}
