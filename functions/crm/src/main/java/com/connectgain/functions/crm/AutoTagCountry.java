package com.connectgain.functions.crm;

import com.connectgain.functions.crm.bulk.CountryTags;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;

/** {@code auto-tag-country}: begins a job that tags contacts with the country of their number. */
public final class AutoTagCountry extends HttpFunction {

    private final Once<CountryTags> countryTags;

    public AutoTagCountry() {
        this(Kernel.fromEnvironment());
    }

    public AutoTagCountry(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        countryTags = Once.of(() -> new CountryTags(kernel));
    }

    @Override
    protected Response handle(Call call) {
        return countryTags.get().begin(call);
    }
}
