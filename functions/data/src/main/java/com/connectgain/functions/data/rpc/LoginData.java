package com.connectgain.functions.data.rpc;

import com.connectgain.shared.auth.Caller;
import com.connectgain.shared.auth.Credential;
import com.connectgain.shared.auth.Role;
import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.http.Problem;
import com.connectgain.shared.identity.Identity;
import com.connectgain.shared.identity.User;
import com.connectgain.shared.store.Row;
import com.connectgain.shared.store.Store;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code get_user_login_data}: what the dashboard loads after a login. The Appgain key is shown to the organization's
 * owner, to others masked; an organization that has none is provisioned again.
 */
public final class LoginData implements Procedure {

    private static final String USER_ID = "_user_id";
    private static final Pattern UUID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    private final Identity identity;
    private final Store store;
    private final Vault vault;

    public LoginData(Identity identity, Store store, Vault vault) {
        this.identity = identity;
        this.store = store;
        this.vault = vault;
    }

    @Override
    public Set<String> parameters() {
        return Set.of(USER_ID);
    }

    @Override
    public JsonNode call(Caller caller, ObjectNode arguments) {
        String id = arguments.path(USER_ID).asText("");
        if (!UUID.matcher(id).matches()) {
            throw Problem.of(400, "22P02", "invalid input syntax for type uuid: \"" + id + "\"");
        }
        boolean own = id.equalsIgnoreCase(caller.userId());
        if (!own && caller.credential() != Credential.SERVICE) {
            throw Problem.of(403, "42501", "permission denied for function get_user_login_data")
                    .withDetails("Users may read their own login data only");
        }
        Optional<User> user = identity.users().find(id.toLowerCase(java.util.Locale.ROOT));
        return user.<JsonNode>map(found -> describe(found, caller))
                .orElseGet(() -> Json.nodes().nullNode());
    }

    private ObjectNode describe(User user, Caller caller) {
        Optional<Row> organization = user.activeOrganization().flatMap(id -> store.find("organizations", id, id));
        ObjectNode data = Json.object()
                .put("user_id", user.id())
                .put("email", user.email())
                .put(
                        "organization_name",
                        organization.map(row -> row.text("name")).orElse(null));
        Optional<String> sealed = organization.map(
                row -> row.get("settings").path("appgain_api_key").textValue());
        if (sealed.isPresent()) {
            data.putObject("appgain_credentials").put("apiKey", shown(sealed.get(), caller));
        } else {
            data.putNull("appgain_credentials");
            organization.ifPresent(row -> identity.provisioning().request(row.id(), user.id()));
        }
        return data;
    }

    private String shown(String stored, Caller caller) {
        String plain = Vault.isSealed(stored) ? vault.open(stored) : stored;
        return caller.role() == Role.OWNER ? plain : vault.mask(plain);
    }
}
