package com.connectgain.functions.events.automations;

import com.connectgain.shared.crypto.Vault;
import com.connectgain.shared.http.Json;
import com.connectgain.shared.kernel.Kernel;
import com.connectgain.shared.text.Variables;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A situation that also knows the organization's credentials by name: {@code {{voip_api_key}}}. It remembers which it
 * gave away, so that whoever logs the request can leave them out.
 */
public final class Secretive implements Variables {

    private final Situation situation;
    private final Kernel kernel;
    private final Set<String> used = new LinkedHashSet<>();

    Secretive(Situation situation, Kernel kernel) {
        this.situation = situation;
        this.kernel = kernel;
    }

    @Override
    public Optional<Instant> now() {
        return situation.now();
    }

    @Override
    public JsonNode get(String name) {
        JsonNode known = situation.get(name);
        if (!known.isMissingNode()) {
            return known;
        }
        return secret(name)
                .or(() -> setting(name))
                .<JsonNode>map(Json.nodes()::textNode)
                .orElse(known);
    }

    private Optional<String> secret(String name) {
        var table = kernel.store().table("organization_secrets");
        String constraint = table.uniques().getFirst().name();
        ObjectNode wanted = Json.object().put("name", name);
        return kernel.store()
                .findUnique(table, situation.organizationId(), constraint, wanted)
                .map(row -> opened(row.text("value")));
    }

    private Optional<String> setting(String name) {
        return situation
                .organization()
                .map(row -> row.get("settings").path(name))
                .filter(JsonNode::isValueNode)
                .filter(value -> !value.isNull())
                .map(value -> opened(value.asText()));
    }

    private String opened(String stored) {
        if (!Vault.isSealed(stored)) {
            return stored;
        }
        String plain = kernel.vault().open(stored);
        used.add(plain);
        return plain;
    }

    /** A text without the credentials that were put into it. */
    public String censored(String text) {
        String censored = text;
        for (String secret : used) {
            censored = secret.isEmpty() ? censored : censored.replace(secret, "••••");
        }
        return censored;
    }
}
