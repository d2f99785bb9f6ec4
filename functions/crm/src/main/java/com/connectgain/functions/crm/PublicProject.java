package com.connectgain.functions.crm;

import com.connectgain.functions.crm.sharing.SharingRequests;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code public-project}: the timeline of a project that its team made public. */
public final class PublicProject extends HttpFunction {

    private final Once<SharingRequests> requests;

    public PublicProject() {
        this(Kernel.fromEnvironment());
    }

    public PublicProject(Kernel kernel) {
        super(kernel, Endpoint.open("GET"));
        requests = Once.of(() -> new SharingRequests(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().project(call.request());
    }
}
