package com.connectgain.functions.account;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
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

/** {@code cancel-invitation}: the link of an invitation stops working. */
public final class CancelInvitation extends HttpFunction {

    private final Once<Identity> identity;

    public CancelInvitation() {
        this(Kernel.fromEnvironment());
    }

    public CancelInvitation(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        ObjectNode body = call.request().jsonObject();
        String id = Fields.text(body, "invitation_id", "invitationId", "id")
                .orElseThrow(() -> Problem.required("invitation_id"));
        Fields.requireOwn(body, call.caller());
        call.caller().require(Permission.CAN_MANAGE_TEAM);
        Row invitation = identity.get().invitations().cancel(call.caller().organization(), id);
        return Response.ok(Json.object()
                .put("success", true)
                .put("invitation_id", invitation.id())
                .put("status", invitation.text("status")));
    }
}
