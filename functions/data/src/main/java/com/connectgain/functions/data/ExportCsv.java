package com.connectgain.functions.data;

import com.connectgain.functions.data.analytics.Analytics;
import com.connectgain.functions.data.reports.Question;
import com.connectgain.functions.data.reports.Reports;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.exports.ExportCalls;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.sales.SalesReports;
import java.util.Set;

/** {@code export-csv}: contacts, companies, deals, calls and more as a file, and so the reports. */
public final class ExportCsv extends HttpFunction {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final Once<ExportCalls> exports;
    private final Once<Reports> reports;

    public ExportCsv() {
        this(Kernel.fromEnvironment());
    }

    public ExportCsv(Kernel kernel) {
        super(kernel, Endpoint.any(Credential.USER));
        exports = Once.of(() -> new ExportCalls(kernel));
        reports = Once.of(() -> new Reports(
                RestRpc.all(kernel),
                new Analytics(kernel.store(), kernel.clock()),
                new SalesReports(kernel.store(), kernel.clock())));
    }

    @Override
    protected Response handle(Call call) {
        if (!METHODS.contains(call.request().method())) {
            throw Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use GET, POST")
                    .withHeader("Allow", "GET, POST");
        }
        Question question = Question.read(call.request());
        return question.entity()
                .flatMap(entity -> reports.get().file(entity, question.narrowing(), call.caller()))
                .orElseGet(() -> exports.get().answer(call));
    }
}
