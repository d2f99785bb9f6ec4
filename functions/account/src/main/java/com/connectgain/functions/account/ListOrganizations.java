package com.connectgain.functions.account;

import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Endpoint;
import com.connectgain.shared.catalog.Table;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Response;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.Membership;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.kernel.Once;
import com.connectgain.shared.lambda.Call;
import com.connectgain.shared.lambda.HttpFunction;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.RowKey;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** {@code list-organizations}: the organizations of a user, or the one of an API key. */
public final class ListOrganizations extends HttpFunction {

    private final Once<Identity> identity;

    public ListOrganizations() {
        this(Kernel.fromEnvironment());
    }

    public ListOrganizations(Kernel kernel) {
        super(kernel, Endpoint.get(Credential.USER, Credential.API_KEY));
        identity = Once.of(() -> Identity.of(kernel));
    }

    @Override
    protected Response handle(Call call) {
        List<String> ids = call.caller().credential() == Credential.API_KEY
                ? List.of(call.caller().organization())
                : organizationsOf(call.caller().userId());
        ObjectNode answer = Json.object();
        ArrayNode organizations = answer.putArray("organizations");
        Table table = kernel.store().table("organizations");
        kernel.store().findAll(table, ids.stream().map(id -> key(table, id)).toList()).stream()
                .map(ListOrganizations::describe)
                .forEach(organizations::add);
        return Response.ok(answer.put("count", organizations.size()));
    }

    private List<String> organizationsOf(String userId) {
        return identity.get().users().find(userId).stream()
                .flatMap(user -> identity.get().members().activeOf(user).stream())
                .map(Membership::organizationId)
                .toList();
    }

    private static RowKey key(Table table, String id) {
        return Row.fresh(table, Json.object().put("id", id)).key();
    }

    private static ObjectNode describe(Row organization) {
        JsonNode settings = organization.get("settings");
        return Json.object()
                .put("id", organization.id())
                .put("name", organization.text("name"))
                .put("suitId", settings.path("appgain_suit_id").textValue())
                .put(
                        "hasAppgainCredentials",
                        !settings.path("appgain_api_key").asText("").isBlank());
    }
}
