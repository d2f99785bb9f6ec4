package com.connectgain.functions.crm;

import com.connectgain.functions.crm.sharing.SharingRequests;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code shared-content-view}: what an outsider sees behind a link. */
public final class SharedContentView extends HttpFunction {

    private final Once<SharingRequests> requests;

    public SharedContentView() {
        this(Kernel.fromEnvironment());
    }

    public SharedContentView(Kernel kernel) {
        super(kernel, Endpoint.open("GET", "POST"));
        requests = Once.of(() -> new SharingRequests(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().view(call.request());
    }
}
