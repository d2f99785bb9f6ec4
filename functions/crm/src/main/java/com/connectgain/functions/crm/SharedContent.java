package com.connectgain.functions.crm;

import com.connectgain.functions.crm.sharing.SharingRequests;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code shared-content}: a member's links for outsiders: POST makes one, GET lists, PATCH changes, DELETE revokes. */
public final class SharedContent extends HttpFunction {

    private final Once<SharingRequests> requests;

    public SharedContent() {
        this(Kernel.fromEnvironment());
    }

    public SharedContent(Kernel kernel) {
        super(kernel, Endpoint.any(Credential.USER).serving("GET", "POST", "PATCH", "DELETE"));
        requests = Once.of(() -> new SharingRequests(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().manage(call.request(), call.caller());
    }
}
