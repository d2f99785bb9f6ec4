package com.connectgain.functions.crm;

import com.connectgain.functions.crm.search.SearchRequests;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code search-companies}: by name, address, number, city, industry and country. */
public final class SearchCompanies extends HttpFunction {

    private final Once<SearchRequests> requests;

    public SearchCompanies() {
        this(Kernel.fromEnvironment());
    }

    public SearchCompanies(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.API_KEY, Credential.USER));
        requests = Once.of(() -> new SearchRequests(kernel.store()));
    }

    @Override
    protected Response handle(Call call) {
        return requests.get().companies(call.caller(), call.request().jsonObject());
    }
}
