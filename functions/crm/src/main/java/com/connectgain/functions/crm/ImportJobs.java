package com.connectgain.functions.crm;

import com.connectgain.functions.crm.imports.JobCalls;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code import-jobs}: files that are too large for a request, uploaded by a signed link and worked on in background. */
public final class ImportJobs extends HttpFunction {

    private final Once<JobCalls> jobs;

    public ImportJobs() {
        this(Kernel.fromEnvironment());
    }

    public ImportJobs(Kernel kernel) {
        super(kernel, Endpoint.any(Credential.USER, Credential.API_KEY));
        jobs = Once.of(() -> new JobCalls(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return jobs.get().answer(call);
    }
}
