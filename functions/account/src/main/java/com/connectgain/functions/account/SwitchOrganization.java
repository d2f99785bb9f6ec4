package com.connectgain.functions.account;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code switch-organization}: which of their organizations the calls of a user are about, from the next call on. */
public final class SwitchOrganization extends HttpFunction {

    private final Once<Identity> identity;

    public SwitchOrganization() {
        this(Kernel.fromEnvironment());
    }

    public SwitchOrganization(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        String organizationId = Fields.organizationId(call.request().jsonObject())
                .orElseThrow(() -> Problem.required("organizationId"));
        identity.get()
                .members()
                .activate(call.caller().userId(), organizationId)
                .orElseThrow(() -> Problem.forbidden("You are not a member of this organization"));
        ObjectNode answer = Json.object().put("success", true).put("organizationId", organizationId);
        Row organization = identity.get().organizations().find(organizationId).orElseThrow();
        answer.putObject("organization").put("id", organization.id()).put("name", organization.text("name"));
        return Response.ok(answer);
    }
}
