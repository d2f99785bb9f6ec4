package com.connectgain.functions.account;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.auth.Permission;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.ApiKeys;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.store.Row;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** {@code generate-api-key}: a key for X-API-Key, shown this once. */
public final class GenerateApiKey extends HttpFunction {

    private final Once<Identity> identity;

    public GenerateApiKey() {
        this(Kernel.fromEnvironment());
    }

    public GenerateApiKey(Kernel kernel) {
        super(kernel, Endpoint.post(Credential.USER));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        KeyRequest wanted =
                KeyRequest.read(call.request().jsonObject(), kernel.clock().instant());
        Caller caller = call.caller();
        String organizationId = wanted.organizationId() == null ? caller.organization() : wanted.organizationId();
        requireRight(caller, organizationId);
        ApiKeys.Issued issued = identity.get()
                .apiKeys()
                .issue(organizationId, wanted.name(), wanted.expires(), wanted.permissions(), caller.userId());
        return Response.ok(describe(issued));
    }

    private void requireRight(Caller caller, String organizationId) {
        boolean may = organizationId.equals(caller.organizationId())
                ? caller.administers() || caller.may(Permission.CAN_MANAGE_SETTINGS)
                : identity.get()
                        .members()
                        .findActive(organizationId, caller.userId())
                        .filter(membership -> membership.may(Permission.CAN_MANAGE_SETTINGS))
                        .isPresent();
        if (!may) {
            throw Problem.insufficientPermissions()
                    .withDetails("Owners, administrators and holders of can_manage_settings make API keys");
        }
    }

    private static ObjectNode describe(ApiKeys.Issued issued) {
        Row row = issued.row();
        ObjectNode answer = Json.object()
                .put("success", true)
                .put("api_key", issued.key())
                .put("id", row.id())
                .put("name", row.text("name"))
                .put("created_at", row.text("created_at"))
                .put("expires_at", row.text("expires_at"));
        ObjectNode info = answer.putObject("key_info")
                .put("id", row.id())
                .put("name", row.text("name"))
                .put("key_prefix", row.text("key_prefix"));
        info.set("permissions", row.get("permissions"));
        info.put("expires_at", row.text("expires_at")).put("created_at", row.text("created_at"));
        return answer.put("warning", "Store this key now — it will not be shown again.");
    }
}
