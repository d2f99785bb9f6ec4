package com.connectgain.functions.account;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code remove-team-member}: deactivates a member; what was assigned to them stays until it is reassigned. */
public final class RemoveTeamMember extends HttpFunction {

    private final Once<Identity> identity;

    public RemoveTeamMember() {
        this(Kernel.fromEnvironment());
    }

    public RemoveTeamMember(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        ObjectNode body = call.request().jsonObject();
        String userId = Fields.text(body, "user_id", "userId", "member_id", "profile_id")
                .orElseThrow(() -> Problem.required("user_id"));
        Fields.requireOwn(body, call.caller());
        if (!call.caller().administers()) {
            throw Problem.insufficientPermissions().withDetails("Owners and administrators remove members");
        }
        Membership removed = identity.get().members().remove(call.caller().organization(), userId);
        ObjectNode member = Json.object()
                .put("id", removed.userId())
                .put("email", removed.profile().text("email"))
                .put("is_active", removed.isActive());
        ObjectNode answer = Json.object().put("success", true).put("user_id", removed.userId());
        answer.set("member", member);
        return Response.ok(answer);
    }
}
