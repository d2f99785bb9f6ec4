package com.connectgain.functions.crm;

import com.connectgain.functions.crm.duplicates.DuplicateRequests;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code find-duplicate-companies}: companies that look like one; with ids, as documented, makes them one. */
public final class FindDuplicateCompanies extends HttpFunction {

    private final Once<DuplicateRequests> requests;

    public FindDuplicateCompanies() {
        this(Kernel.fromEnvironment());
    }

    public FindDuplicateCompanies(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        requests = Once.of(() -> DuplicateRequests.ofCompanies(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().findOrMerge(call);
    }
}
