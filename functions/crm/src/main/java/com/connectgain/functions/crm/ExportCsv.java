package com.connectgain.functions.crm;

import com.connectgain.functions.crm.exports.ExportCalls;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import java.util.Set;

/** {@code export-csv}: contacts, companies, deals, calls and more as a file. */
public final class ExportCsv extends HttpFunction {

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");

    private final Once<ExportCalls> exports;

    public ExportCsv() {
        this(Kernel.fromEnvironment());
    }

    public ExportCsv(Kernel kernel) {
        super(kernel, Endpoint.any(Credential.USER));
        exports = Once.of(() -> new ExportCalls(kernel));
    }

    @Override
    protected Response handle(Call call) {
        if (!METHODS.contains(call.request().method())) {
            throw Problem.of(405, Problem.VALIDATION_ERROR, "Method Not Allowed - Use GET, POST")
                    .withHeader("Allow", "GET, POST");
        }
        return exports.get().answer(call);
    }
}
