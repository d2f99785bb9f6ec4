package com.connectgain.functions.crm;

import com.connectgain.functions.crm.ingest.LeadRequests;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.lambda.StoredAnswers;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code create-leads-bulk}: up to 100 contacts, each maybe with a deal. */
public final class CreateLeadsBulk extends HttpFunction {

    private final Once<LeadRequests> requests;
    private final Once<StoredAnswers> answers;

    public CreateLeadsBulk() {
        this(Kernel.fromEnvironment());
    }

    public CreateLeadsBulk(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.API_KEY));
        requests = Once.of(() -> new LeadRequests(kernel));
        answers = Once.of(() -> new StoredAnswers(kernel.store().operations(), kernel.clock()));
    }

    @Override
    protected Response handle(Call call) {
        ObjectNode body = call.request().jsonObject();
        call.caller().require(Permission.CAN_ACCESS_CRM);
        String organization = call.caller().organization();
        return answers.get()
                .once(call, "create-leads-bulk", () -> requests.get().createLeads(organization, body));
    }
}
