package com.connectgain.functions.crm;

import com.connectgain.functions.crm.search.SearchRequests;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code search-contacts}: by name, number, address, tag, company and the standing of deals. */
public final class SearchContacts extends HttpFunction {

    private final Once<SearchRequests> requests;

    public SearchContacts() {
        this(Kernel.fromEnvironment());
    }

    public SearchContacts(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.API_KEY, Credential.USER));
        requests = Once.of(() -> new SearchRequests(kernel.store()));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().contacts(call.caller(), call.request().jsonObject());
    }
}
