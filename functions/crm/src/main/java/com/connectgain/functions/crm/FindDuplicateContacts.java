package com.connectgain.functions.crm;

import com.connectgain.functions.crm.duplicates.DuplicateRequests;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code find-duplicate-contacts}: contacts that look like one person; with ids, makes them one. */
public final class FindDuplicateContacts extends HttpFunction {

    private final Once<DuplicateRequests> requests;

    public FindDuplicateContacts() {
        this(Kernel.fromEnvironment());
    }

    public FindDuplicateContacts(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        requests = Once.of(() -> DuplicateRequests.ofContacts(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().findOrMerge(call);
    }
}
